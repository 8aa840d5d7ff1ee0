import { formatBytes } from "../../image/describe.ts";
import type { InspectedLayer } from "../schema.ts";
import { counted } from "./section.ts";

export const LAYERS_LEAD =
  "Newest on top, drawn by unpacked bytes. No layer gets smaller by what a later one deletes. A path is a file, a folder or a link.";

/** The instruction that made a layer, or that nobody says which. */
export function madeBy({ instruction }: InspectedLayer): string {
  return instruction === "" ? "(the image does not say what made it)" : instruction;
}

/** What a layer does to the files below it, in one line. */
export function doesText(layer: InspectedLayer): string {
  const { added, changed, deleted, wastedBytes } = layer;
  const parts = [
    added > 0 ? `${counted(added, "path")} added` : "",
    changed > 0 ? `${counted(changed, "path")} changed` : "",
    deleted > 0 ? `${counted(deleted, "path")} deleted` : "",
    wastedBytes > 0 ? `${formatBytes(wastedBytes)} of it hidden by later layers` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "changes no file" : parts.join(" · ");
}

/** Both sizes of a layer, the compressed one where it is known. */
export function layerSizes({ unpackedBytes, compressedBytes }: InspectedLayer): string {
  const unpacked = `${formatBytes(unpackedBytes)} unpacked`;
  return compressedBytes === null ? unpacked : `${unpacked}, ${formatBytes(compressedBytes)} compressed`;
}

/** The largest files of a layer, with their unpacked bytes; empty where it has none. */
export function largestText({ largest }: InspectedLayer): string {
  const names = largest.map(({ path, bytes }) => `${path} ${formatBytes(bytes)}`);
  return names.length === 0 ? "" : `largest, unpacked: ${names.join(", ")}`;
}
