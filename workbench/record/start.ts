import type { ImageRead } from "../image/read.ts";
import { predictStart } from "../image/start/predict.ts";
import type { Observation } from "./schema.ts";

type Start = Omit<Extract<Observation, { kind: "start" }>, "kind" | "title" | "image" | "run">;

/**
 * What a recording keeps of a start that was worked out from an image's files. Pure.
 * @param image read with `wantsStart`
 * @param path a program to start in place of the image's command
 */
export function startFields(image: ImageRead, path?: string): Start {
  const start = predictStart(image, path === undefined ? {} : { path });
  const program = image.files.get(start.chain[0] ?? "")?.program;
  return { ...start, interpreter: program?.kind === "elf" ? program.elf.interpreter : null };
}
