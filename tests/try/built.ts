import { randomBytes } from "node:crypto";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll } from "vitest";
import { baseByReference } from "../../workbench/bases/catalogue.ts";
import { basesWanted } from "../../workbench/bases/dockerfile.ts";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { writeDockerArchive, type ArchiveConfig } from "../../workbench/image/archive.ts";
import { prepareCast } from "../../workbench/lab/prepare.ts";
import { Stage } from "../../workbench/lab/stage.ts";
import { readFile } from "node:fs/promises";

/** Images that a test file builds and tries; all are gone after its last test. */
export interface Built {
  readonly stage: Stage;
  /** Builds a folder beside this file; returns the image's id. */
  project(name: string): Promise<string>;
  /** The files of an image in one layer, as `docker export` and `docker import` leave them. */
  flattened(imageId: string, config: ArchiveConfig["config"]): Promise<string>;
}

const PROGRAMS = ["esbuild", "biome"];

/** Opens a stage with every base that the projects name. */
export async function openBuilt(projects: readonly string[]): Promise<Built> {
  const engine = await connectEngine();
  const texts = await Promise.all(
    projects.map((name) => readFile(path.join(import.meta.dirname, name, "Dockerfile"), "utf8")),
  );
  const bases = texts.flatMap((text) => basesWanted(text, (reference) => baseByReference(reference)?.id));
  const cast = await prepareCast(engine, { bases: [...new Set(bases)], programs: PROGRAMS });
  const stage = new Stage(engine, cast.bases, cast.programImages);
  const loaded: string[] = [];
  afterAll(async () => {
    for (const tag of loaded) await engine.removeImage(tag);
    await stage[Symbol.asyncDispose]();
  });
  return {
    stage,
    async project(name) {
      const built = await stage.build({ contextDir: path.join(import.meta.dirname, name) });
      if (!built.ok) throw new Error(built.message);
      return built.imageId;
    },
    async flattened(imageId, config) {
      const layer = await buffer(await stage.scope.copyOut(imageId, "/"));
      const tag = `groundwork/run-flattened-${randomBytes(6).toString("hex")}:1`;
      const [os = "", architecture = ""] = engine.facts.platform.split("/");
      const layers = [[layer]].map(async function* (parts) {
        yield* parts;
      });
      const archive = await writeDockerArchive({
        layers,
        config: { os, architecture, ...(config && { config }) },
        tags: [tag],
      });
      await engine.load(archive.stream);
      loaded.push(tag);
      return tag;
    },
  };
}
