import { randomBytes } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import { writeDockerArchive } from "../../../workbench/image/archive.ts";
import { layerTar } from "../../../workbench/image/layer.ts";
import { readImage } from "../../../workbench/image/read.ts";
import { predictStart } from "../../../workbench/image/start/predict.ts";
import type { Stage, StartPrediction, StartRequest } from "../../../workbench/image/start/types.ts";
import { wantsStart } from "../../../workbench/image/start/wants.ts";
import { disagreement } from "./agree.ts";
import { pathEntries } from "./paths.ts";
import { WORKS } from "./tiny-elf.ts";

const engine = await connectEngine();
const [os = "", architecture = ""] = engine.facts.platform.split("/");
const made: string[] = [];
afterAll(async () => {
  for (const tag of made) await engine.removeImage(tag);
});

type Expected = StartPrediction["outcome"] | Stage;
type Config = Readonly<Record<string, unknown>>;

/** What stands in the image's config, how it is started, and how that ends. */
const SCENES: readonly (readonly [config: Config, request: StartRequest, expected: Expected])[] = [
  [{}, {}, "command"],
  [{ Entrypoint: [""] }, {}, "command"],
  [{ Entrypoint: [""], Cmd: ["/app"] }, {}, "starts"],
  [{ Cmd: ["/app"] }, {}, "starts"],
  [{ Cmd: ["/bin/sh", "-c", "/app"] }, {}, "lookup"],
  [{ Entrypoint: ["/app"], Cmd: ["/nope"] }, {}, "starts"],
  [{ Entrypoint: ["/nope"], Cmd: ["/app"] }, {}, "lookup"],
  [{ Entrypoint: ["/nope"], Cmd: ["/app"] }, { entrypoint: [] }, "starts"],
  [{ Entrypoint: ["/nope"], Cmd: ["/nope"] }, { entrypoint: ["/app"] }, "starts"],
  [{ Entrypoint: ["/nope"], Cmd: ["/app"] }, { entrypoint: [""] }, "command"],
  [{ Entrypoint: ["/nope"], Cmd: ["/nope"] }, { entrypoint: [], cmd: ["/app"] }, "starts"],
  [{ Cmd: ["/nope"] }, { cmd: ["/app"] }, "starts"],
  [{ Cmd: [""] }, {}, "lookup"],
  [{ Cmd: ["tool"] }, {}, "starts"],
  [{ Cmd: ["tool"], Env: ["PATH=/folder"] }, {}, "lookup"],
  [{ Cmd: ["app"], Env: ["PATH=/nope", "PATH=/folder"] }, {}, "starts"],
  [{ Cmd: ["app"], Env: ["PATH"] }, {}, "lookup"],
  [{ Cmd: ["./app"], WorkingDir: "/folder" }, {}, "starts"],
  [{ Cmd: ["./app"], WorkingDir: "/folder/" }, {}, "starts"],
  [{ Cmd: ["./app"], WorkingDir: "folder" }, {}, "workdir"],
  [{ Cmd: ["/app"], WorkingDir: "/text" }, {}, "workdir"],
  [{ Cmd: ["/app"], WorkingDir: "/loop" }, {}, "workdir"],
  [{ Cmd: ["/app"], WorkingDir: "/dangling" }, {}, "starts"],
  [{ Cmd: ["/app"], User: "nobody-here" }, {}, "user"],
  [{ Cmd: ["/app"], User: "nobody-here" }, { user: "web" }, "starts"],
  [{ Cmd: ["/private"], User: "1000:0" }, {}, "lookup"],
  [{ Cmd: ["/app"], User: ":2000" }, {}, "starts"],
];

test.for(SCENES)("%o started with %o: %s", async ([config, request, expected]) => {
  const tag = `groundwork/test-command:${randomBytes(4).toString("hex")}`;
  const archive = await writeDockerArchive({
    layers: [layerTar(pathEntries(engine.facts.platform))],
    config: { architecture, os, config },
    tags: [tag],
  });
  await engine.load(archive.stream);
  made.push(tag);
  const image = await readImage(await engine.save(tag), { wantFiles: wantsStart, measureCompressed: false });
  const predicted = predictStart(image, request);
  const { entrypoint, cmd: command, user } = request;
  const ran = await engine.run({ image: tag, entrypoint, command, user });
  expect(disagreement(predicted, ran, WORKS)).toBeNull();
  expect(predicted.outcome === "fails" ? predicted.stage : predicted.outcome).toBe(expected);
});
