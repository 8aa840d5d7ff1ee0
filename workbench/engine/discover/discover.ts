import { candidates } from "./candidates.ts";
import type { PrivatePlace } from "./candidates.ts";
import { probe } from "./probe.ts";
import type { Candidate, DiscoverHost, Discovery, ProbeOutcome, Tried } from "./types.ts";

/**
 * Finds the engine to use: the first candidate that answers, with all that was tried on the way.
 * An engine that the user named (DOCKER_HOST, DOCKER_CONTEXT) and that is silent ends the search: going on to
 * another one would build somewhere the user did not mean.
 */
export async function discover(
  host: DiscoverHost,
  own: PrivatePlace | null,
  ask: (candidate: Candidate) => Promise<ProbeOutcome> = probe,
): Promise<Discovery> {
  const tried: Tried[] = [];
  for (const candidate of candidates(host, own)) {
    const outcome = await ask(candidate);
    tried.push(describe(candidate, outcome));
    if (outcome.answered) return { found: candidate, namedEngineSilent: false, tried };
    if (candidate.required) return { found: null, namedEngineSilent: true, tried };
  }
  return { found: null, namedEngineSilent: false, tried };
}

function describe(candidate: Candidate, outcome: ProbeOutcome): Tried {
  return {
    endpoint: candidate.endpoint,
    foundBy: candidate.foundBy,
    answered: outcome.answered,
    reason: outcome.answered ? `${outcome.product} ${outcome.version} answered` : outcome.reason,
  };
}
