import { setTimeout } from "node:timers/promises";
import type { ResolvedBase } from "../bases/types.ts";
import { EngineFault } from "../engine/errors.ts";
import type { Scope } from "../engine/scope.ts";
import type { Server } from "../engine/types.ts";
import { layersOfManifest, putIndex, tagManifest } from "./registry-manifests.ts";
import { blobTraffic, type BlobTraffic } from "./registry-log.ts";

const PORT = 5000;
/** What a registry of this machine is called in Dockerfiles, commands and texts. */
export const SHOWN_REGISTRY = "localhost:5000/";
const LOG_TRIES = 50;
const LOG_AGAIN_MS = 100;

/** One layer of an image in a registry, and whether its bytes went over the wire this time. */
interface TransferredLayer {
  /** Of the blob: the sha256 of its compressed bytes. */
  readonly digest: string;
  readonly compressedBytes: number;
  readonly transferred: boolean;
}

/** What a push or a pull moved, as the registry saw it. */
export interface Transfer {
  /** Base first. */
  readonly layers: readonly TransferredLayer[];
  /** Of the layers that were moved. */
  readonly compressedBytes: number;
}

/** A real registry in a container of this run. What it holds goes with it. */
export class Registry {
  readonly server: Server;
  readonly #scope: Scope;
  #linesSeen = 0;
  #asked = 0;

  private constructor(scope: Scope, server: Server) {
    this.#scope = scope;
    this.server = server;
  }

  /** Starts the base `registry`. @throws EngineFault when it does not get ready */
  static async start(scope: Scope, bases: readonly ResolvedBase[]): Promise<Registry> {
    const base = bases.find(({ id }) => id === "registry");
    if (base === undefined) throw new Error('The base "registry" is not listed among the bases.');
    const outcome = await scope.serve({
      image: base.image,
      ports: [PORT],
      ready: { path: "/v2/", port: PORT },
    });
    if (outcome.ok) return new Registry(scope, outcome.server);
    throw new EngineFault(
      `The registry did not start: ${outcome.message}\n${outcome.stderr}`,
      "Check the engine with `groundwork doctor`, then try again.",
    );
  }

  /** The reference of `name:tag` in this registry, as the engine knows it. */
  reference(name: string): string {
    return `127.0.0.1:${this.server.port(PORT)}/groundwork/${name}`;
  }

  /** Pushes an image as `name:tag`. @throws EngineFault with the engine's text when it is refused */
  async push(image: string, name: string): Promise<Transfer> {
    const outcome = await this.#scope.engine.push({ image, to: this.reference(name) });
    if (!outcome.ok) throw failed("push", name, outcome.message);
    return this.#transfer(name, "uploaded");
  }

  /**
   * Pulls `name:tag` and takes the engine's name of it away again: the image stays as long as something else names it.
   * @returns what was moved, and the id of the image
   */
  async pull(name: string): Promise<Transfer & { readonly imageId: string }> {
    const reference = this.reference(name);
    const outcome = await this.#scope.engine.pull({ reference });
    if (!outcome.ok) throw failed("pull", name, outcome.message);
    return { ...(await this.#transfer(name, "downloaded")), imageId: outcome.imageId };
  }

  /** Takes the engine's name of a pulled image away; false when there was none. */
  forget(name: string): Promise<boolean> {
    return this.#scope.engine.removeImage(this.reference(name));
  }

  /** Digest that `name:tag` means in this registry now. @throws EngineFault when it is not there */
  async digest(name: string): Promise<string> {
    const answer = await this.#scope.engine.registered(this.reference(name));
    if (!answer.ok) throw failed("question", name, answer.message);
    return answer.digest;
  }

  /** Moves `tag` of the same repository to what `name:tag` means; nothing is sent, and no name in the engine changes. */
  tag(name: string, tag: string): Promise<void> {
    return tagManifest(this.#url(), name, tag);
  }

  /** Puts an index under `name:tag` over tags of the same repository, one for each platform. Returns its digest. */
  index(name: string, tags: readonly string[]): Promise<string> {
    return putIndex(this.#url(), name, tags);
  }

  async #transfer(name: string, direction: keyof BlobTraffic): Promise<Transfer> {
    this.#asked += 1;
    const stored = await layersOfManifest(this.#url(), name, this.#marker());
    const moved = blobTraffic(await this.#newLines())[direction];
    const layers = stored.map(({ digest, size }) => ({
      digest,
      compressedBytes: size,
      transferred: moved.has(digest),
    }));
    const sent = layers.filter(({ transferred }) => transferred);
    return { layers, compressedBytes: sent.reduce((sum, layer) => sum + layer.compressedBytes, 0) };
  }

  #url(): string {
    return `http://${this.server.address(PORT)}/v2/groundwork`;
  }

  #marker(): string {
    return `groundwork/${this.#asked}`;
  }

  /** The log since the last look, up to our own last question: the engine keeps logs a moment after they were written. */
  async #newLines(): Promise<readonly string[]> {
    for (let tries = 0; tries < LOG_TRIES; tries += 1) {
      const { stdout, stderr } = await this.server.output();
      const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.includes('" "'));
      if (lines.some((line) => line.endsWith(`"${this.#marker()}"`))) {
        const fresh = lines.slice(this.#linesSeen);
        this.#linesSeen = lines.length;
        return fresh;
      }
      await setTimeout(LOG_AGAIN_MS);
    }
    throw new EngineFault(
      "The registry's log does not show what it was asked.",
      "Check that the engine keeps containers' logs (docker info, Logging Driver), then try again.",
    );
  }
}

function failed(what: string, name: string, message: string): EngineFault {
  return new EngineFault(
    `The ${what} of ${name} failed: ${message}`,
    "Check the engine with `groundwork doctor`, then try again.",
  );
}
