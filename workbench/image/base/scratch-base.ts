import type { ImageNotes } from "../notes/schema.ts";
import type { ImageRead } from "../read.ts";
import type { Finding } from "./types.ts";

/** The verdict where no base was found: how much speaks for `FROM scratch`. */
export function scratchFinding(image: ImageRead, notes: ImageNotes): Finding {
  const common = { reference: "scratch", kind: "scratch", baseLayers: 0 } as const;
  if (image.layers.length === 0) return { ...common, certainty: "certain", why: ["It has no layer at all."] };
  const left = [
    notes.packages.length > 0 ? "packages" : null,
    image.shells.length > 0 ? "a shell" : null,
    image.libc === "none" ? null : image.libc,
  ].filter((each) => each !== null);
  if (left.length === 0)
    return {
      ...common,
      certainty: "likely",
      why: ["It has no distribution's name, no package, no shell and no libc."],
    };
  const why = `It has no distribution's name, but ${left.join(", ")}: copied in, or from a base that is not known here.`;
  return { ...common, certainty: "guess", why: [why] };
}
