import { formatBytes } from "../../image/describe.ts";
import type { Inspection } from "../schema.ts";
import { counted } from "./section.ts";
import type { Row, Section } from "./section.ts";

/** Where the image was found, in one line. */
export function foundLine({ target }: Inspection): string {
  switch (target.kind) {
    case "base":
      return `the course's base ${target.name}${originText(target.base?.origin)}`;
    case "engine":
      return `an image that your engine holds: ${target.name}`;
    case "folder":
      return `an OCI layout folder: ${target.name}`;
    case "file":
      return `an image archive: ${target.name}`;
    case "registry":
      return `pulled from its registry: ${target.name}`;
  }
}

const ORIGINS: Readonly<Record<string, string>> = {
  registry: ", pulled from its registry",
  packages: ", built here from the same distribution's packages",
  "stand-in": ", as a stand-in that was built here",
  engine: ", as your engine already held it",
};

const originText = (origin: string | undefined) => ORIGINS[origin ?? ""] ?? "";

/** The first part of a report: what it is and how large. */
export function glance(inspection: Inspection): Section {
  const { target, layers } = inspection;
  const note = target.base?.note;
  const isStandIn = target.base?.origin === "stand-in";
  const rows: Row[] = [
    {
      label: "unpacked",
      value: `${formatBytes(inspection.unpackedBytes)} in ${counted(layers.length, "layer")}, ${counted(inspection.fileCount, "path")} in its file tree`,
    },
    { label: "compressed", value: compressedText(inspection) },
    wasted(inspection),
    { label: "platform", value: inspection.platform },
    { label: "image id", value: inspection.id },
  ];
  if (note !== undefined && note !== null)
    rows.unshift(
      isStandIn ? { label: "stand-in", value: note, tone: "warn" } : { label: "note", value: note },
    );
  return { id: "glance", title: "At a glance", lead: "", rows };
}

function compressedText({ compressedBytes }: Inspection): string {
  if (compressedBytes !== null)
    return `${formatBytes(compressedBytes)} (a layer that came unpacked counts as gzip level 6 makes it)`;
  return "not measured: the layers came unpacked. --compressed measures, and takes some seconds for each 100 MB";
}

function wasted({ wastedBytes, unpackedBytes }: Inspection): Row {
  if (wastedBytes === 0)
    return { label: "wasted", value: "nothing: no layer hides a file of a layer below it", tone: "good" };
  const share = Math.round((100 * wastedBytes) / Math.max(1, unpackedBytes));
  const value = `${formatBytes(wastedBytes)} unpacked (${share < 1 ? "under 1" : share}%): still stored and sent, but hidden by later layers`;
  return share < 1 ? { label: "wasted", value } : { label: "wasted", value, tone: "warn" };
}
