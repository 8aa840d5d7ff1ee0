import { readFile } from "node:fs/promises";
import { openSecondEngine } from "../../engine/client.ts";
import type { Confinement } from "../../engine/confinement.ts";
import { isFull } from "../../engine/disk.ts";
import type { Engine } from "../../engine/types.ts";
import type { Cast } from "../../lab/prepare.ts";
import type { Breach } from "../schema/grade.ts";
import { openCell, type Cell, type CellRequest } from "./engine/cell.ts";
import { DATA_ROOT, pathsIn } from "./engine/places.ts";
import { MB, type SandboxLimits } from "./limits.ts";
import { breachesOf } from "./observe.ts";
import { mustRun } from "./template/template.ts";

/** What filled a disk dies with its files, and a group with its counters, some hundredths of a second later. */
const LOOK_MS = 40;

/** A disposable engine for one submission, used for nothing else before or after. */
export interface Sandbox extends AsyncDisposable {
  readonly engine: Engine;
  /** The bases and programs on its disk; `check` of a lab's runner takes both as its place. */
  readonly cast: Cast;
  /** Which limits were met until now, seen from outside. Ask before it is disposed. */
  breaches(): Promise<Breach[]>;
}

export interface SandboxRequest extends Omit<CellRequest, "disk"> {
  readonly template: string;
  readonly cast: Cast;
}

/** Opens a sandbox on a copy of the template. Nothing stays when it fails. */
export async function openSandbox({ template, cast, ...request }: SandboxRequest): Promise<Sandbox> {
  const disk = (image: string) => mustRun("cp", ["--sparse=always", "--reflink=auto", template, image]);
  const cell = await openCell({ ...request, disk });
  try {
    const confinement = confinementOf(cell, request.limits);
    const { socket } = pathsIn(cell.places.root);
    const engine = await openSecondEngine({ socket, foundBy: "sandbox of one submission", confinement });
    return new RunningSandbox({ cell, engine, cast, confinement, limits: request.limits });
  } catch (error) {
    await cell.remove();
    throw error;
  }
}

interface Parts {
  readonly cell: Cell;
  readonly engine: Engine;
  readonly cast: Cast;
  readonly confinement: Confinement;
  readonly limits: SandboxLimits;
}

class RunningSandbox implements Sandbox {
  readonly #parts: Parts;
  readonly #looking: NodeJS.Timeout;
  readonly #clock: NodeJS.Timeout;
  #diskWasFull = false;
  #killWasSeen = false;
  #timeIsUp = false;
  #removal: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#looking = setInterval(() => void this.#look(), LOOK_MS);
    this.#clock = setTimeout(() => this.#endIt(), parts.limits.submissionSeconds * 1000);
  }

  get engine(): Engine {
    return this.#parts.engine;
  }

  get cast(): Cast {
    return this.#parts.cast;
  }

  async #look(): Promise<void> {
    const { cell, confinement } = this.#parts;
    const [full, counters] = await Promise.all([isFull(confinement.dataDir), cell.group.counters()]);
    this.#diskWasFull ||= full;
    this.#killWasSeen ||= counters.memoryKills > 0;
  }

  #endIt(): void {
    this.#timeIsUp = true;
    void this.#parts.cell.group.kill();
  }

  async breaches(): Promise<Breach[]> {
    const { cell, confinement } = this.#parts;
    await this.#look();
    const [counters, notes] = await Promise.all([cell.group.counters(), readFile(confinement.notes, "utf8")]);
    const [diskWasFull, timeIsUp, killWasSeen] = [this.#diskWasFull, this.#timeIsUp, this.#killWasSeen];
    return breachesOf({ counters, killWasSeen, diskWasFull, timeIsUp, notes });
  }

  [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#looking);
    clearTimeout(this.#clock);
    return (this.#removal ??= this.#parts.cell.remove());
  }
}

/** What the engine room holds every build and container to. Pure. */
function confinementOf({ places, first }: Cell, limits: SandboxLimits): Confinement {
  const at = pathsIn(places.root);
  return {
    // The disk is mounted in the engine's own mount namespace only.
    dataDir: `/proc/${first}/root${DATA_ROOT}`,
    netns: `/proc/${first}/ns/net`,
    notes: at.notes,
    pids: limits.jobsPids,
    memoryBytes: limits.jobsMemoryMegabytes * MB,
    cpus: limits.cpus,
    runMs: limits.runSeconds * 1000,
    runOutputBytes: limits.runOutputMegabytes * MB,
    buildMs: limits.buildSeconds * 1000,
    buildLogBytes: limits.buildLogMegabytes * MB,
    imageBytes: limits.imageMegabytes * MB,
    contextBytes: limits.contextMegabytes * MB,
    contextFiles: limits.contextFiles,
    dockerfileBytes: limits.dockerfileKilobytes * 1000,
  };
}
