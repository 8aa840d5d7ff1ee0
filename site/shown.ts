import type { Recorded } from "./recorded.ts";
import { stagesOf } from "./stages.ts";
import type { Known } from "./stages.ts";

/**
 * What of an observation a component gets: a page carries what it shows and no more. A layer's files go to the layer
 * explorer alone, a Dockerfile's stages to its view.
 * @param component its name, as a page writes it
 */
export function shownBy(component: string, recorded: Recorded, known: Known): Recorded {
  const { observation } = recorded;
  if (observation.kind === "image" && component !== "Layers") {
    const layers = observation.layers.map(({ changes: _unseen, ...layer }) => layer);
    return { ...recorded, observation: { ...observation, layers } };
  }
  if (observation.kind === "build" && component === "Dockerfile")
    return { ...recorded, stages: stagesOf(observation.dockerfile, known) };
  return recorded;
}
