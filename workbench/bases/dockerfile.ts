import { imageReferences } from "./references.ts";
import type { FoundReference } from "./references.ts";
import { baseById } from "./catalogue.ts";
import { normalReference } from "./reference.ts";
import type { ResolvedBase } from "./types.ts";

/** What stands behind a reference on this engine. */
export interface Stand {
  readonly kind: "base" | "program" | "named";
  readonly id: string;
  /** The local tag that takes the reference's place. */
  readonly image: string;
}

/** Answers for one reference as the Dockerfile means it (variables filled in); null when nothing is known of it. */
export type Lookup = (reference: string) => Stand | null;

export interface ResolvedReference {
  /** 1-based line of the Dockerfile. */
  readonly line: number;
  readonly reference: string;
  /** `named`: an image built a moment ago; `unknown`: neither ours nor a stage, left as it stands, and the engine will try to pull it. */
  readonly kind: Stand["kind"] | "stage" | "scratch" | "unknown";
  readonly id: string | null;
  /** What stands in the text now, where it was replaced. */
  readonly image: string | null;
}

export interface ResolvedDockerfile {
  readonly text: string;
  readonly references: readonly ResolvedReference[];
}

/**
 * Replaces each reference to a base or a program by the local image behind it: in `FROM`, `COPY --from=` and
 * `RUN --mount=from=`. Everything else stays byte for byte, so line numbers in the engine's messages stay true.
 * Pure. A text that is no Dockerfile comes back as it is: the engine's own parse error is the better one.
 * @param buildArgs values given with the build; they go before the defaults of `ARG`
 */
export function resolveDockerfile(
  text: string,
  lookup: Lookup,
  buildArgs: Readonly<Record<string, string>> = {},
): ResolvedDockerfile {
  const found = imageReferences(text, buildArgs);
  const stands = found.map((each) => (each.kind === "image" ? lookup(each.reference) : null));
  const references = found.map((each, index) => resolved(each, stands[index] ?? null));
  let result = text;
  for (const [index, each] of [...found.entries()].reverse()) {
    const stand = stands[index];
    if (stand) result = result.slice(0, each.start) + stand.image + result.slice(each.end);
  }
  return { text: result, references };
}

function resolved(found: FoundReference, stand: Stand | null): ResolvedReference {
  const kind = stand?.kind ?? (found.kind === "image" ? "unknown" : found.kind);
  const id = found.kind === "scratch" ? "scratch" : (stand?.id ?? null);
  return { line: found.line, reference: found.reference, kind, id, image: stand?.image ?? null };
}

/** A lookup over bases that an engine holds: by reference in any spelling, and by the digest they were pulled with. */
export function baseLookup(bases: readonly ResolvedBase[]): Lookup {
  const byReference = new Map<string, Stand>();
  for (const base of bases) {
    const stand: Stand = { kind: "base", id: base.id, image: base.image };
    const names = [base.reference, ...(baseById(base.id)?.alsoKnownAs ?? [])];
    for (const name of names) {
      byReference.set(normalReference(name), stand);
      const digest = base.repoDigest?.split("@")[1];
      if (digest === undefined) continue;
      byReference.set(normalReference(`${name}@${digest}`), stand);
      byReference.set(normalReference(`${withoutTag(name)}@${digest}`), stand);
    }
  }
  return (reference) => byReference.get(normalReference(reference)) ?? null;
}

/** Ids of the catalogue's bases that a Dockerfile asks for, each once. */
export function basesWanted(
  text: string,
  idOf: (reference: string) => string | undefined,
  buildArgs: Readonly<Record<string, string>> = {},
): readonly string[] {
  const ids = imageReferences(text, buildArgs).map((each) =>
    each.kind === "scratch" ? "scratch" : each.kind === "image" ? idOf(each.reference) : undefined,
  );
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Puts the names that the learner wrote back into the engine's texts. */
export function restoreNames(log: string, references: readonly ResolvedReference[]): string {
  let text = log;
  for (const { image, reference } of references) {
    if (image === null) continue;
    // BuildKit writes the long form; "pull access denied for NAME" leaves the tag out.
    text = text.replaceAll(`docker.io/${image}`, reference).replaceAll(image, reference);
    const name = new RegExp(`(docker\\.io/)?${escaped(withoutTag(image))}(?![\\w.:-])`, "g");
    text = text.replace(name, () => withoutTag(reference));
  }
  return text;
}

function withoutTag(reference: string): string {
  return reference.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
