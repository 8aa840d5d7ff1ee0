import { imageReferences, type FoundReference } from "../../bases/references.ts";
import { allowedReferences, isAllowed, type Allowed } from "./allowed.ts";
import type { Broken, Rule } from "./rules.ts";

/** A reference that may not stand there, with its line in the text that was given. */
export interface BrokenReference extends Broken {
  readonly line: number;
}

/**
 * The references of a Dockerfile that the assignment does not allow: in FROM, COPY --from and RUN --mount, also behind
 * ONBUILD. Variables have the values that the file gives them. Pure.
 * @param lines one instruction a line
 */
export function brokenReferences(lines: readonly string[], allowed: Allowed): BrokenReference[] {
  // Each argument that the lab gives gets a value that no reference has, to tell where it would go.
  const given = Object.fromEntries(allowed.args.map((name) => [name, GIVEN]));
  return imageReferences(lines.join("\n"), given).flatMap((found) => {
    if (found.kind !== "image" || isGiven(found.reference) || isAllowed(found.reference, allowed)) return [];
    return [{ line: found.line, ...explained(found, lines[found.line - 1] ?? "", allowed) }];
  });
}

const GIVEN = "given-by-the-lab";

/** What the lab's own arguments make, and nothing beside them. */
function isGiven(reference: string): boolean {
  return reference.split(/[@:]/).every((part) => part === GIVEN);
}

function explained({ reference }: FoundReference, instruction: string, allowed: Allowed): Broken {
  const names = allowedReferences(allowed).join(", ");
  const rule = ruleFor(instruction);
  if (rule === "from-not-allowed" && /^[@:]?$|[:/]$/.test(reference))
    return {
      rule: "from-without-value",
      reason: `This FROM names nothing: its variable has no value before the first FROM, or the lab gives none of that name. Write the base itself, one of: ${names}.`,
    };
  const seen = `"${reference}" is not among the images of this assignment`;
  if (rule === "from-not-allowed")
    return { rule, reason: `${seen}. The grader has these only: ${names}. Stand on one of them.` };
  const what = rule === "copy-from-not-allowed" ? "COPY --from" : "A mount";
  return {
    rule,
    reason: `${seen}, and no earlier stage of this file has that name. ${what} may take files from your own stages and from: ${names}.`,
  };
}

function ruleFor(instruction: string): Rule {
  const keyword = /^(?:ONBUILD +)*(\w+)/i.exec(instruction)?.[1]?.toUpperCase();
  if (keyword === "FROM") return "from-not-allowed";
  return keyword === "COPY" ? "copy-from-not-allowed" : "mount-from-not-allowed";
}
