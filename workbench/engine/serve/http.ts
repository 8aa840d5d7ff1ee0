import { setTimeout } from "node:timers/promises";
import type Dockerode from "dockerode";

const ASK_AGAIN_MS = 100;
/** An answer from this machine takes milliseconds; one that takes longer is asked for again. */
const ONE_ANSWER_MS = 2_000;

/** The host under which published ports of an engine are reached from here. */
export function hostOf(endpoint: string): string {
  return /^(unix|npipe):/.test(endpoint) ? "127.0.0.1" : new URL(endpoint).hostname;
}

/**
 * Resolves when an address answers a GET with a status below 400. Not testcontainers' own wait: inside a container it
 * takes the engine for one on the outside, and asks the gateway.
 * @throws when the container ends or the time is over
 */
export async function untilAnswered(
  container: Dockerode.Container,
  address: string,
  withinMs: number,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await answers(address))) {
    const { State } = await container.inspect();
    if (!State.Running) throw new Error(`It ended with exit code ${State.ExitCode} before it answered.`);
    if (performance.now() > end) throw new Error(`It did not answer within ${withinMs} ms.`);
    await setTimeout(ASK_AGAIN_MS);
  }
}

function answers(address: string): Promise<boolean> {
  return fetch(address, { signal: AbortSignal.timeout(ONE_ANSWER_MS) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
}
