import type { ImageRead } from "../image/read.ts";
import { changesOf } from "../image/layers/changes.ts";
import { wantsNote } from "../image/notes/wants.ts";
import { wantsStart } from "../image/start/wants.ts";
import type { LayerFile } from "../image/types.ts";
import { reportOf } from "./report.ts";
import type { ReportParts } from "./report.ts";
import type { Inspection } from "./schema.ts";

/** An image that was read, and what is to be said of it. */
export interface Inspected {
  readonly image: ImageRead;
  readonly report: Inspection;
}

/** Which files' bytes a judgement goes by: pass it on as `wantFiles` when an image is read. */
export function wanted(file: LayerFile): boolean {
  return wantsStart(file) || wantsNote(file);
}

/** Draws every conclusion from an image that was read. Pure. */
export function judged(parts: Omit<ReportParts, "changes">): Inspected {
  const { image } = parts;
  return { image, report: reportOf({ ...parts, changes: changesOf(image.layers) }) };
}
