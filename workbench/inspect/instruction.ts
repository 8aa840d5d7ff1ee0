const NOP = "#(nop)";

/**
 * The Dockerfile instruction behind a `created_by` of an image's history, on one line, without what the builder adds:
 * the classic builder writes `/bin/sh -c #(nop) CMD …` and a bare `/bin/sh -c …` for RUN; BuildKit writes the instruction
 * and ` # buildkit` behind it. What neither of them wrote stays as it is; an empty text says that the image tells nothing.
 */
export function instructionOf(createdBy: string): string {
  const text = createdBy
    .replace(/\s*# buildkit\s*$/, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const nop = text.indexOf(NOP);
  if (nop !== -1) return text.slice(nop + NOP.length).trim();
  return text.replace(/^(?:RUN )?(?:\|\d+ .*? )?\/bin\/sh -c /, "RUN ");
}
