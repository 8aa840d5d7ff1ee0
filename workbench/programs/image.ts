import { basename } from "node:path";
import type { Engine } from "../engine/types.ts";
import { PROGRAM_TAG_PREFIX } from "../engine/labels.ts";
import { writeDockerArchive } from "../image/archive.ts";
import { layerTar, type LayerEntry } from "../image/layer.ts";
import type { Program } from "./types.ts";

/** Says on the image itself which program it holds. */
export const LABEL_PROGRAM = "dev.groundwork.program";

/**
 * The local tag of an image that holds just this program, at `/<id>`, or in the folder `/<id>` with what it needs beside
 * it. Loaded into the engine when it isn't there; a second call finds it by its label and sends nothing.
 * Same program, same image id: the tag ends in the id's first 12 digits.
 */
export async function ensureProgramImage(
  engine: Pick<Engine, "images" | "load">,
  program: Program,
): Promise<string> {
  const there = await presentProgramImage(engine, program);
  if (there !== null) return there;
  const archive = await programArchive(program);
  try {
    await engine.load(archive.stream);
  } finally {
    archive.stream.destroy();
  }
  const [loaded] = archive.tags;
  if (loaded === undefined) throw new Error(`The image of ${program.id} was written without a tag.`);
  return loaded;
}

/** The tag of a program's image where the engine holds it; null where it has to be loaded. */
export async function presentProgramImage(
  engine: Pick<Engine, "images">,
  program: Program,
): Promise<string | null> {
  const held = await engine.images(`${LABEL_PROGRAM}=${labelOf(program)}`);
  return held.flatMap((image) => image.tags).find((name) => name.startsWith(prefixOf(program))) ?? null;
}

/** The docker archive of a program's image: the same bytes each time. */
export function programArchive(program: Program) {
  const [os = "linux", architecture = "amd64"] = program.platform.split("/");
  return writeDockerArchive({
    layers: [layerTar(entriesOf(program))],
    tags: (imageId) => [`${prefixOf(program)}${imageId.slice("sha256:".length, "sha256:".length + 12)}`],
    config: {
      architecture,
      os,
      created: "1970-01-01T00:00:00Z",
      config: { Labels: { [LABEL_PROGRAM]: labelOf(program) } },
      history: [{ created: "1970-01-01T00:00:00Z", created_by: `npm ${program.package}@${program.version}` }],
    },
  });
}

function entriesOf(program: Program): LayerEntry[] {
  const beside = Object.entries(program.beside);
  if (beside.length === 0)
    return [{ type: "file", path: `/${program.id}`, mode: 0o755, fromFile: program.path }];
  const at = (name: string) => `/${program.id}/${name}`;
  return [
    { type: "directory", path: `/${program.id}` },
    { type: "file", path: at(basename(program.path)), mode: 0o755, fromFile: program.path },
    ...beside.map(([fromFile, name]): LayerEntry => ({
      type: "file",
      path: at(name),
      mode: 0o644,
      fromFile,
    })),
  ];
}

const prefixOf = (program: Program) => `${PROGRAM_TAG_PREFIX}${program.id}:`;
const labelOf = (program: Program) =>
  `${program.id}@${program.version} ${program.platform} ${program.integrity}`;
