import { randomBytes } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import { writeDockerArchive } from "../../../workbench/image/archive.ts";
import { layerTar } from "../../../workbench/image/layer.ts";
import { readImage } from "../../../workbench/image/read.ts";
import { predictStart } from "../../../workbench/image/start/predict.ts";
import type { Stage, StartPrediction } from "../../../workbench/image/start/types.ts";
import { wantsStart } from "../../../workbench/image/start/wants.ts";
import { disagreement } from "./agree.ts";
import { pathEntries } from "./paths.ts";
import { WORKS } from "./tiny-elf.ts";

const engine = await connectEngine();
const tag = `groundwork/test-predict:${randomBytes(4).toString("hex")}`;
const [os = "", architecture = ""] = engine.facts.platform.split("/");
const archive = await writeDockerArchive({
  layers: [layerTar(pathEntries(engine.facts.platform))],
  config: { architecture, os },
  tags: [tag],
});
await engine.load(archive.stream);
const image = await readImage(await engine.save(tag), { wantFiles: wantsStart });

afterAll(() => engine.removeImage(tag));

interface More {
  readonly user?: string;
  readonly workdir?: string;
  readonly env?: Readonly<Record<string, string>>;
}
type Expected = StartPrediction["outcome"] | Stage;
type Scene = readonly [command: string, expected: Expected, more?: More];

const WEB = { user: "web" };
const SCENES: readonly Scene[] = [
  ["/app", "starts"],
  ["tool", "starts"],
  ["data", "lookup"],
  ["nope", "lookup"],
  ["tool", "lookup", { env: { PATH: "/nope:/folder" } }],
  ["app", "starts", { env: { PATH: "/nope:/folder/" } }],
  ["tool", "lookup", { env: { PATH: "" } }],
  ["private", "lookup", WEB],
  ["app", "depends", { env: { PATH: "folder" } }],
  ["./app", "starts"],
  ["./app", "starts", { workdir: "/folder" }],
  ["./app", "starts", { workdir: "/to-folder" }],
  ["../app", "starts", { workdir: "/to-folder" }],
  ["./app", "lookup", { workdir: "/made/by/the/engine" }],
  ["/app", "workdir", { workdir: "relative" }],
  ["/app", "workdir", { workdir: "/text" }],
  ["/app", "workdir", { workdir: "/text/below" }],
  ["/app", "starts", { workdir: "/closed", user: "web" }],
  ["./app", "lookup", { workdir: "/closed", user: "web" }],
  ["/nope", "lookup"],
  ["/bin/sh", "lookup"],
  ["/folder", "lookup"],
  ["/to-folder", "lookup"],
  ["/app/below", "lookup"],
  ["/app/", "lookup"],
  ["/data", "lookup"],
  ["/private", "starts"],
  ["/private", "lookup", WEB],
  ["/closed/app", "starts"],
  ["/closed/app", "lookup", WEB],
  ["/setuid", "starts", WEB],
  ["/text", "kernel"],
  ["/empty", "kernel"],
  ["/cut", "kernel"],
  ["/app", "starts", { user: "1000" }],
  ["/app", "starts", { user: "12345:6789" }],
  ["/app", "starts", { user: "web:extra" }],
  ["/app", "starts", { user: "7seven" }],
  ["/app", "user", { user: "nobody-here" }],
  ["/app", "user", { user: "web:nobody-here" }],
  ["/app", "user", { user: "2147483648" }],
  ["/link", "starts"],
  ["/absolute", "starts"],
  ["/outside", "starts"],
  ["/folder/app", "starts"],
  ["/dangling", "lookup"],
  ["/loop", "lookup"],
  ["/far40", "starts"],
  ["/far41", "lookup"],
  [`/${"x".repeat(300)}`, "lookup"],
  [`/${"x/".repeat(2500)}`, "lookup"],
  ["/script", "starts"],
  ["/script-blanks", "starts"],
  ["/script-argument", "starts"],
  ["/script-crlf", "kernel"],
  ["/script-crlf-argument", "starts"],
  ["/script-empty", "kernel"],
  ["/script-no-newline", "starts"],
  ["/script-missing", "kernel"],
  ["/script-folder", "kernel"],
  ["/script-data", "kernel"],
  ["/script-text", "kernel"],
  ["/script-relative", "starts"],
  ["/script-relative", "kernel", { workdir: "/etc" }],
  ["/script-link", "starts"],
  ["/script-loop", "kernel"],
  ["/script-long-name", "kernel"],
  ["/script-long-argument", "starts"],
  ["/script-just-fits", "starts"],
  ["/script-just-too-long", "kernel"],
  ["/script-nul", "starts"],
  ["/script-bom", "kernel"],
  ["/script-private", "depends", WEB],
  ["/nested5", "starts"],
  ["/nested6", "kernel"],
  ["/nested7", "kernel"],
  ["/no-loader", "kernel"],
  ["/text-loader", "kernel"],
  ["/script-loader", "kernel"],
  ["/data-loader", "kernel"],
  ["/folder-loader", "kernel"],
  ["/empty-loader", "kernel"],
  ["/loop-loader", "kernel"],
  ["/other-loader", "kernel"],
  ["/other-machine", "kernel"],
  ["/object", "kernel"],
];

test.for(SCENES)("%s: %s %o", async ([command, expected, more = {}]) => {
  const { user = "", workdir = "", env = {} } = more;
  const config = { ...image.config, user, workdir, env: Object.entries(env).map((pair) => pair.join("=")) };
  const predicted = predictStart({ ...image, config }, { path: command });
  const ran = await engine.run({ image: tag, entrypoint: [command], ...more });
  expect(disagreement(predicted, ran, WORKS)).toBeNull();
  expect(predicted.outcome === "fails" ? predicted.stage : predicted.outcome).toBe(expected);
});

test("an image that names no command is refused", async () => {
  const predicted = predictStart(image);
  expect(disagreement(predicted, await engine.run({ image: tag }), WORKS)).toBeNull();
  expect(predicted.stage).toBe("command");
});
