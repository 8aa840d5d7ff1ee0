import { baseByReference } from "../bases/catalogue.ts";
import { baseCandidates } from "../bases/candidates.ts";
import type { Engine, ImageSummary } from "../engine/types.ts";
import type { BaseCandidate } from "../image/base/types.ts";
import { BadInput } from "../lab/errors.ts";
import { claimOf, isUnder, type Claim } from "./claim.ts";
import { staleSchema, type StaleReport } from "./schema.ts";

export interface StaleRequest {
  readonly engine: Engine;
  readonly image: string;
  readonly stateDir: string;
  /** The base's name, where the image does not say it. */
  readonly base?: string;
  /** Asks no registry. */
  readonly offline: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/**
 * Whether an image stands on what its base's name means now. Asks the registry what the tag means, and where that is not
 * known to the image looks at the layers themselves, pulled by digest and taken away again, so that no tag of the user's
 * moves. Throws BadInput when the engine holds no such image.
 */
export async function isStale(request: StaleRequest): Promise<StaleReport> {
  const { engine, image: name, onProgress } = request;
  const image = await engine.image(name);
  if (!image)
    throw new BadInput(
      `The engine holds no image ${name}.`,
      "Build or pull it first; docker image ls shows what there is.",
    );
  const candidates = await baseCandidates(engine, request.stateDir, onProgress);
  const claim = claimOf(image, candidates, request.base);
  const report = (rest: Partial<StaleReport> & Pick<StaleReport, "verdict" | "reasons">): StaleReport =>
    staleSchema.parse({
      format: "groundwork.stale/1",
      image: name,
      base: claim?.name ?? null,
      knownBy: claim?.knownBy ?? null,
      asked: null,
      now: null,
      next: NEXT[rest.verdict],
      ...rest,
    });
  if (!claim)
    return report({
      verdict: "unknown",
      reasons: [
        "It has no label that names its base, and its layers begin with those of no image that this engine knows.",
      ],
      next: "Name the base: groundwork stale IMAGE --base NAME.",
    });
  const byRegistry = request.offline ? null : await askRegistry(claim, image, request);
  if (byRegistry && byRegistry.verdict !== "unknown") return report(byRegistry);
  const here = byEngine(claim, image, candidates, await engine.image(claim.name));
  return report({ ...here, reasons: [...(byRegistry?.reasons ?? []), ...here.reasons] });
}

const NEXT: Readonly<Record<StaleReport["verdict"], string | null>> = {
  current: null,
  stale: "Build it again on the newer base: docker build --pull.",
  unknown: "Ask again where the registry answers, or name another base with --base.",
};

type Answer = Pick<StaleReport, "verdict" | "reasons"> & Partial<Pick<StaleReport, "asked" | "now">>;

async function askRegistry(claim: Claim, image: ImageSummary, request: StaleRequest): Promise<Answer> {
  const { engine, onProgress } = request;
  const entry = baseByReference(claim.name);
  if (entry && !entry.inRegistry)
    return { verdict: "unknown", reasons: [`${claim.name} is in no registry.`] };
  onProgress(`${claim.name}: asking its registry what it means now`);
  const answer = await engine.registered(claim.name);
  if (!answer.ok)
    return {
      verdict: "unknown",
      reasons: [`The registry of ${claim.name} gave no answer (${answer.kind}): ${answer.message}`],
    };
  const now = answer.digest;
  if (claim.digestThen === now)
    return {
      verdict: "current",
      asked: "registry",
      now,
      reasons: [`${claim.name} still means the digest that the image's label names.`],
    };
  const layers = await layersOf(`${claim.name.replace(/@.*$/, "").replace(/:[^/:]*$/, "")}@${now}`, request);
  if (layers === null)
    return claim.digestThen === null
      ? {
          verdict: "unknown",
          reasons: [`${claim.name} means ${now} now, and that could not be pulled to compare its layers.`],
        }
      : {
          verdict: "stale",
          asked: "registry",
          now,
          reasons: [`The image's label names ${claim.digestThen}, and ${claim.name} means ${now} now.`],
        };
  return isUnder(layers, image.layers)
    ? {
        verdict: "current",
        asked: "registry",
        now,
        reasons: [`The image's layers begin with those that ${claim.name} has now.`],
      }
    : {
        verdict: "stale",
        asked: "registry",
        now,
        reasons: [`${claim.name} has other layers now than those that the image begins with.`],
      };
}

/** Layers of an image pulled by its digest, which moves no tag; taken away again unless it was there before. */
async function layersOf(
  reference: string,
  { engine, signal, onProgress }: StaleRequest,
): Promise<readonly string[] | null> {
  const before = await engine.image(reference);
  if (before) return before.layers;
  onProgress(`${reference}: pulling it to compare its layers`);
  const pulled = await engine.pull({ reference, signal });
  if (!pulled.ok) return null;
  try {
    return (await engine.image(reference))?.layers ?? null;
  } finally {
    await engine.removeImage(reference);
  }
}

/** What this machine alone can tell: the image that the name means in this engine, or the catalogue's base. */
function byEngine(
  claim: Claim,
  image: ImageSummary,
  candidates: readonly BaseCandidate[],
  named: ImageSummary | null,
): Answer {
  const entry = baseByReference(claim.name);
  const base = candidates.find((each) => each.kind === "catalogue" && each.reference === entry?.reference);
  const here = named ?? base;
  if (!here) return { verdict: "unknown", reasons: [`This engine holds no ${claim.name} either.`] };
  const asked = named ? "engine" : "catalogue";
  const where = named ? "in this engine" : "as the course has it";
  return isUnder(here.layers, image.layers)
    ? {
        verdict: "current",
        asked,
        now: here.id,
        reasons: [`The image's layers begin with those of ${claim.name} ${where}.`],
      }
    : {
        verdict: "stale",
        asked,
        now: here.id,
        reasons: [`${claim.name} ${where} has other layers than those that the image begins with.`],
      };
}
