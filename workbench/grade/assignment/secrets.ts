import { fillText } from "../../lab/fill.ts";
import type { Lab } from "../../lab/load.ts";
import { anotherVariant, isSameForAll, variantOf } from "../../lab/variant.ts";
import { filesBelow } from "./files.ts";
import type { LoadedAssignment } from "./load.ts";

/** What a file that must not be handed out is. */
export type SecretKind = "solution" | "trap" | "golden" | "hints" | "test" | "private-test";

/** One file that must not be handed out. */
export interface Secret {
  readonly kind: SecretKind;
  /** Where it is, for the instructor. */
  readonly file: string;
  /** As it lies there, and as a learner's values make it. */
  readonly texts: readonly string[];
}

/**
 * Gathers what a handout of these labs may not hold. A file that is the starter's own, under the same name, is no secret: the
 * learner is given it. Nor is a trap's that the starter holds whole: the learner falls into that one by changing nothing.
 */
export async function secretsOf(
  { labs, privateDir }: LoadedAssignment,
  learner: string | null,
): Promise<readonly Secret[]> {
  const secrets: Secret[] = [];
  for (const lab of labs) {
    const fill = filler(lab, learner);
    const files = await filesBelow(lab.dir);
    for (const [name, { content }] of files) {
      const secret = kindOf(name);
      if (secret === null) continue;
      const given = normal(files.get(`starter/${secret.path ?? ""}`)?.content.toString() ?? "");
      const own = normal(content.toString());
      if (given === own || (secret.kind === "trap" && given.includes(own))) continue;
      const texts = secret.path === null ? [content.toString()] : fill(content.toString());
      secrets.push({ kind: secret.kind, file: `${lab.manifest.id}/${name}`, texts });
    }
  }
  if (privateDir !== null)
    for (const [name, { content }] of await filesBelow(privateDir))
      secrets.push({ kind: "private-test", file: name, texts: [content.toString()] });
  return secrets;
}

/** What a file of a lab's folder is, and as what a learner knows it; null for the starter's, which are handed out. */
function kindOf(name: string): { kind: SecretKind; path: string | null } | null {
  const [folder = "", ...rest] = name.split("/");
  if (folder === "starter") return null;
  if (folder === "solution") return { kind: "solution", path: rest.join("/") };
  if (folder === "traps") return { kind: "trap", path: rest.slice(1).join("/") };
  if (folder === "golden") return { kind: "golden", path: null };
  return { kind: name === "hints.md" ? "hints" : "test", path: null };
}

function filler({ manifest }: Lab, learner: string | null): (text: string) => readonly string[] {
  if (isSameForAll(manifest)) return (text) => [text];
  const whose = learner ?? "anybody";
  const values = [variantOf(manifest, whose), anotherVariant(manifest, whose)];
  return (text) => [text, ...(text.includes("{{") ? values.map((each) => fillText(text, each)) : [])];
}

/** A text without what an editor changes: line ends and runs of blanks. */
export function normal(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
