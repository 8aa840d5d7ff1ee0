import type { Engine, ImageSummary } from "../engine/types.ts";
import type { BaseCandidate } from "../image/base/types.ts";
import { catalogue } from "./catalogue.ts";
import { presentBase } from "./ensure.ts";

/**
 * What an image may be built on, for `identifyBase`: every base of the catalogue that this engine has, then every other
 * tagged image. Gets nothing. Rejects with EngineFault where the engine fails.
 */
export async function baseCandidates(
  engine: Engine,
  stateDir: string,
  onProgress: (line: string) => void,
): Promise<BaseCandidate[]> {
  const context = { engine, stateDir, onProgress, preferRegistry: false };
  const bases: BaseCandidate[] = [];
  for (const entry of catalogue) {
    const base = await presentBase(entry, context);
    const summary = base === null || base.digest === "" ? null : await engine.image(base.image);
    if (summary)
      bases.push({
        ...common(summary),
        kind: "catalogue",
        reference: entry.reference,
        alsoKnownAs: entry.alsoKnownAs,
      });
  }
  const known = new Set(bases.map(({ id }) => id));
  const others = (await engine.images()).flatMap((summary): BaseCandidate[] => {
    const [reference, ...alsoKnownAs] = summary.tags;
    if (reference === undefined || known.has(summary.id)) return [];
    return [{ ...common(summary), kind: "engine", reference, alsoKnownAs }];
  });
  return [...bases, ...others];
}

const common = ({ id, layers, labels, repoDigests }: ImageSummary) => ({
  id,
  layers,
  labels,
  digests: repoDigests.map((each) => each.slice(each.indexOf("@") + 1)),
});
