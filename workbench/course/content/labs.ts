import type { Hint } from "../../lab/hints.ts";
import type { Manifest } from "../../lab/manifest.ts";
import type { Finding } from "./finding.ts";

/** A lab's folder as plain data: its manifest, its hints, and the paths of all its files, relative, with `/`. */
export interface LabFolder {
  readonly manifest: Manifest;
  readonly hints: readonly Hint[];
  readonly files: readonly string[];
}

/** What belongs into a lab's folder besides code that its test imports, which the gate for unused files looks at. */
const OWN = ["lab.yaml", "lab.test.ts", "hints.md", ".gitattributes"];

/** Files that nobody would miss, hints that say nothing or that no task asks for, starters that lack a hand-in. */
export function labFindings({ manifest, hints, files }: LabFolder): Finding[] {
  const at = (file: string, says: string): Finding => ({
    file: `labs/${manifest.id}/${file}`,
    line: 1,
    says,
  });
  const asked = new Set(manifest.tasks.flatMap((task) => task.hints));
  return [
    ...files
      .filter((file) => isOrphan(file, manifest))
      .map((file) => at(file, "nothing uses this file: remove it, or list it in lab.yaml")),
    ...hints
      .filter((hint) => hint.text === "")
      .map((hint) => at("hints.md", `the hint "${hint.id}" says nothing`)),
    ...hints
      .filter((hint) => !asked.has(hint.id))
      .map((hint) => at("hints.md", `no task asks for the hint "${hint.id}"`)),
    ...manifest.handIn
      .filter(({ path }) => !files.includes(`solution/${path}`))
      .map(({ path }) => at("lab.yaml", `the solution has no ${path}, which is to be handed in`)),
  ];
}

function isOrphan(file: string, manifest: Manifest): boolean {
  if (OWN.includes(file)) return false;
  const [folder = "", ...rest] = file.split("/");
  if (rest.length === 0) return !file.endsWith(".ts");
  if (folder === "golden") return !goldenNames(manifest).includes(rest.join("/"));
  const handedIn = (path: string) => manifest.handIn.some((each) => each.path === path);
  // What a lab with variants asks of its learner, filled in.
  if (file === "starter/BRIEF.md") return Object.keys(manifest.variants).length === 0;
  if (folder === "starter" || folder === "solution")
    return !handedIn(rest.join("/")) && !isGiven(rest.join("/"), manifest);
  if (folder === "traps") return !(rest[0] !== undefined && rest[0] in manifest.traps);
  return false;
}

/** A file beside the ones to hand in, in a folder that is handed in: part of a context, given to the learner as it is. */
function isGiven(path: string, manifest: Manifest): boolean {
  const folder = path.split("/")[0];
  return path.includes("/") && manifest.handIn.some((each) => each.path.startsWith(`${folder}/`));
}

function goldenNames(manifest: Manifest): string[] {
  return ["solution.txt", "starter.txt", ...Object.keys(manifest.traps).map((name) => `trap-${name}.txt`)];
}
