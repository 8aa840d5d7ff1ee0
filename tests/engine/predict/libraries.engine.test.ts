import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ensureBases } from "../../../workbench/bases/ensure.ts";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import { Scope } from "../../../workbench/engine/scope.ts";
import { readImage, type ImageRead } from "../../../workbench/image/read.ts";
import { predictStart } from "../../../workbench/image/start/predict.ts";
import type { Stage, StartPrediction } from "../../../workbench/image/start/types.ts";
import { wantsStart } from "../../../workbench/image/start/wants.ts";
import { disagreement } from "./agree.ts";
import { WORKS } from "./tiny-elf.ts";

const engine = await connectEngine();
const scope = new Scope(engine);
afterAll(() => scope[Symbol.asyncDispose]());

const contextDir = join(import.meta.dirname, "libraries");
const dockerfileText = await dockerfile();
const images = {
  glibc: await prepare("on-glibc"),
  cached: await prepare("on-glibc-cached"),
  stale: await prepare("on-glibc-stale"),
  musl: await prepare("on-musl"),
  "musl path": await prepare("on-musl-path"),
};

async function dockerfile(): Promise<string> {
  const bases = await ensureBases(engine, ["toolchain", "debian-slim", "alpine"], {});
  const names = ["toolchain", "glibc", "musl"];
  const text = await readFile(join(contextDir, "Dockerfile"), "utf8");
  return text.replaceAll(/^FROM (toolchain|glibc|musl) /gm, (_, name: string) => {
    return `FROM ${bases[names.indexOf(name)]?.image ?? name} `;
  });
}

async function prepare(target: string): Promise<{ id: string; read: ImageRead }> {
  const built = await scope.build({ contextDir, dockerfileText, target });
  if (!built.ok) throw new Error(`${built.message}\n${built.log}`);
  const options = { wantFiles: wantsStart, measureCompressed: false };
  return { id: built.imageId, read: await readImage(await engine.save(built.imageId), options) };
}

interface More {
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
}
type Expected = StartPrediction["outcome"] | Stage;
type Scene = readonly [path: string, expected: Expected, more?: More];

const FOUND = { env: { LD_LIBRARY_PATH: "/nope:/scenes/nowhere/lib" } };
/** Subfolders for processors of a kind are x86-64's; elsewhere nobody looks into them. */
const onSome = engine.facts.platform === "linux/amd64" ? "depends" : "loader";

const SCENES: Readonly<Record<keyof typeof images, readonly Scene[]>> = {
  glibc: [
    ["plain/app", "starts"],
    ["static/app", "starts"],
    ["static-pie/app", "starts"],
    ["rpath/app", "starts"],
    ["runpath/app", "loader"],
    ["runpath/app", "starts", { env: { LD_LIBRARY_PATH: "/scenes/runpath/lib" } }],
    ["origin/app", "starts"],
    ["origin-link", "starts"],
    ["token/app", "starts"],
    ["nowhere/app", "loader"],
    ["nowhere/app", "starts", FOUND],
    [
      "nowhere/app",
      "starts",
      { env: { LD_PRELOAD: "/scenes/nowhere/lib/libb.so:/scenes/nowhere/lib/liba.so" } },
    ],
    ["plain/app", "starts", { env: { LD_PRELOAD: "/nope.so" } }],
    ["plain/app", "loader", { env: { LD_PRELOAD: "/scenes/nowhere/lib/liba.so" } }],
    ["setuid/app", "starts", FOUND],
    ["setuid/app", "loader", { ...FOUND, user: "1000" }],
    ["text/app", "loader"],
    ["short/app", "loader"],
    ["private/app", "starts"],
    ["private/app", "loader", { user: "1000" }],
    ["path/app", "starts"],
    ["gone/app", "loader"],
    ["processor/app", onSome],
    ["version/app", "loader"],
    // A weak symbol asks for its version all the same, as GNU's linker writes it.
    ["weak/app", "loader"],
    ["unversioned/app", "starts"],
    ["glibc-only/app", "starts"],
    ["env/app", "starts"],
    ["env/missing", "kernel"],
    ["env/two-words", "kernel"],
    ["env/crlf", "kernel"],
    ["env/shell", "starts"],
    ["env/shell-crlf", "kernel"],
    ["nowhere/lib/liba.so", "depends"],
  ],
  cached: [["nowhere/app", "starts"]],
  stale: [["nowhere/app", "loader"]],
  musl: [
    ["plain/app", "starts"],
    ["static/app", "starts"],
    ["rpath/app", "starts"],
    ["runpath/app", "starts"],
    ["origin/app", "starts"],
    ["origin-link", "starts"],
    ["token/app", "loader"],
    ["nowhere/app", "loader"],
    ["nowhere/app", "starts", FOUND],
    ["plain/app", "starts", { env: { LD_PRELOAD: "/nope.so" } }],
    ["setuid/app", "starts", FOUND],
    ["setuid/app", "loader", { ...FOUND, user: "1000" }],
    ["text/app", "loader"],
    ["short/app", "loader"],
    ["private/app", "loader", { user: "1000" }],
    ["path/app", "starts"],
    ["gone/app", "loader"],
    ["version/app", "depends"],
    ["weak/app", "depends"],
    ["unversioned/app", "starts"],
    ["glibc-only/app", "depends"],
    ["env/app", "starts"],
    ["env/missing", "kernel"],
    ["env/two-words", "kernel"],
    ["env/crlf", "kernel"],
    ["env/shell", "starts"],
    ["env/shell-crlf", "kernel"],
  ],
  "musl path": [["nowhere/app", "starts"]],
};

describe.for(Object.entries(SCENES))("%s", ([name, scenes]) => {
  test.for(scenes)("%s: %s %o", async ([path, expected, more = {}]) => {
    const { id, read } = images[name as keyof typeof images];
    const command = `/scenes/${path}`;
    const env = [...read.config.env, ...Object.entries(more.env ?? {}).map((pair) => pair.join("="))];
    const config = { ...read.config, user: more.user ?? read.config.user, env };
    const predicted = predictStart({ ...read, config }, { path: command });
    const ran = await scope.run({ image: id, entrypoint: [command], ...more });
    expect(disagreement(predicted, ran, WORKS)).toBeNull();
    expect(predicted.outcome === "fails" ? predicted.stage : predicted.outcome).toBe(expected);
  });
});
