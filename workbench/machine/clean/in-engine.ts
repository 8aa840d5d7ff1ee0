import { BASE_TAG_PREFIX, LABEL_RUN, PROGRAM_TAG_PREFIX } from "../../engine/labels.ts";
import { findLeftovers } from "../../engine/scope.ts";
import type { Engine } from "../../engine/types.ts";
import type { Thing } from "./types.ts";

interface InEngineRequest {
  /** Bases too: without them, the next lab builds or pulls its bases again. */
  readonly bases: boolean;
  /** The engine is ours alone, so that its build cache is ours, too. */
  readonly isPrivate: boolean;
}

/** What of ours an engine holds, in the order in which it can be removed. Touches nothing. */
export async function inEngine(engine: Engine, request: InEngineRequest): Promise<readonly Thing[]> {
  const [left, volumes, images, cache] = await Promise.all([
    findLeftovers(engine),
    engine.volumes(LABEL_RUN),
    engine.images(),
    request.isPrivate ? engine.buildCacheBytes() : 0,
  ]);
  const tags = images.flatMap((image) => image.tags);
  const programs = tags.filter((tag) => tag.startsWith(PROGRAM_TAG_PREFIX));
  const bases = request.bases ? tags.filter((tag) => tag.startsWith(BASE_TAG_PREFIX)) : [];
  return [
    ...things("container", left.containers, LEFT),
    ...things("network", left.networks, LEFT),
    ...things("volume", volumes, LEFT),
    ...things("image", left.images, LEFT),
    ...things("program", programs, "loaded again by the next lab that needs it"),
    ...things("base", bases, "pulled or built again by the next lab that needs it"),
    ...(cache > 0 ? [{ kind: "build cache", name: CACHE, bytes: cache, why: CACHE_WHY } as const] : []),
  ];
}

const LEFT = "left by a run";
const CACHE = "of the private engine";
const CACHE_WHY = "the engine is ours alone; the next build is slower";

function things(kind: Thing["kind"], names: readonly string[], why: string): readonly Thing[] {
  return names.map((name) => ({ kind, name, bytes: null, why }));
}
