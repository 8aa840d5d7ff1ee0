import type Dockerode from "dockerode";
import { note, type Confinement } from "../confinement.ts";
import { isFull } from "../disk.ts";
import type { BuildRequest } from "../types.ts";
import { failed, type Ended } from "./outcome.ts";

/** A directive is only one in the first lines, before anything else (Dockerfile reference, "Parser directives"). */
const SYNTAX = /^(?<before>(?:\s*#\s*(?:escape|check)\s*=.*\r?\n)*)\s*#\s*syntax\s*=/i;

/** Exit code of a process that was killed: 128 and the signal's number. */
const KILLED = 137;

/**
 * The Dockerfile with its `# syntax=` turned into a plain comment of as many lines: an engine without a network can't
 * fetch a frontend, and a frontend of the author's choice would be a program of theirs in the builder. Pure.
 */
export function withoutFrontend(dockerfile: string): string {
  return dockerfile.replace(SYNTAX, "$<before># frontend not used:");
}

/** The request as the confinement lets it be. Pure. */
export function confinedRequest(request: BuildRequest, confinement: Confinement | undefined): BuildRequest {
  if (confinement === undefined) return request;
  return {
    ...request,
    networkMode: "none",
    deadlineMs: Math.min(request.deadlineMs ?? confinement.buildMs, confinement.buildMs),
    maxLogBytes: Math.min(request.maxLogBytes ?? confinement.buildLogBytes, confinement.buildLogBytes),
  };
}

/** Counts what a build prints, and calls it off when it is too much. Without a limit it only counts. */
export class PrintWatch {
  readonly #stop = new AbortController();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes = Infinity) {
    this.#maxBytes = maxBytes;
  }

  /** Takes the length of what was printed. */
  add(length: number): void {
    this.#bytes += length;
    if (this.#bytes > this.#maxBytes) this.#stop.abort();
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get exceeded(): boolean {
    return this.#stop.signal.aborted;
  }
}

interface Seen {
  readonly timedOut: boolean;
  readonly printed: PrintWatch;
}

/** Notes what of the confinement a build went against, and turns an image that is too large into a failure. */
export async function judged(
  docker: Dockerode,
  ended: Ended,
  confinement: Confinement | undefined,
  { timedOut, printed }: Seen,
): Promise<Ended> {
  if (confinement === undefined) return ended;
  if (timedOut) await note(confinement, "build-time");
  if (printed.exceeded) await note(confinement, "output");
  if (await isFull(confinement.dataDir)) await note(confinement, "disk");
  if (printed.exceeded) return failed("limit", tooMuch(confinement.buildLogBytes));
  if (!ended.ok) {
    if (ended.exitCode === KILLED) await note(confinement, "killed");
    return ended;
  }
  const { Size } = await docker.getImage(ended.imageId).inspect();
  if (Size <= confinement.imageBytes) return ended;
  await note(confinement, "image-too-large");
  return failed(
    "limit",
    `The image's layers hold ${Size} bytes unpacked, more than the ${confinement.imageBytes} that it may have.`,
  );
}

function tooMuch(bytes: number): string {
  return `The build printed more than its limit of ${bytes / 1_000_000} MB and was stopped.`;
}
