import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { builtBase } from "../../workbench/bases/store/build.ts";
import { imageOf } from "../../workbench/bases/store/built.ts";
import type { RecipeId } from "../../workbench/bases/catalogue.ts";
import { openEngine } from "../../workbench/engine/client.ts";
import { LABEL_RUN } from "../../workbench/engine/labels.ts";
import { removePrivate, startPrivate } from "../../workbench/engine/private/engine.ts";
import { engineLayout } from "../../workbench/engine/private/layout.ts";
import type { Engine } from "../../workbench/engine/types.ts";
import { writeDockerArchive } from "../../workbench/image/archive.ts";
import { layerTar } from "../../workbench/image/layer.ts";
import { stateDir } from "../../workbench/state.ts";

/** Where each of the user's images says whose it is. */
export const MARKER = "/etc/users-own";

type Labels = Readonly<Record<string, string>>;

const PATH = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

/** An engine that plays somebody's own, with nothing of Groundwork in it, and an empty state folder for Groundwork. */
export interface UsersMachine extends AsyncDisposable {
  readonly engine: Engine;
  /** What `groundwork` has to be started with, to work on this machine. */
  readonly env: Readonly<Record<string, string>>;
  /** Loads an image of a recipe's files, a marker, and a label of ours as from a FROM, under a name of the user's. */
  loadImage(recipe: RecipeId, name: string): Promise<void>;
  /** Runs a container to its end and leaves it there, stopped. */
  leaveContainer(name: string, image: string, labels?: Labels): Promise<void>;
  leaveNetwork(name: string, labels?: Labels): Promise<unknown>;
  leaveVolume(name: string, labels?: Labels): Promise<unknown>;
  /** Names of all networks and volumes, sorted. */
  networksAndVolumes(): Promise<readonly string[]>;
}

/** Starts the engine; disposing of it takes all of it away. Needs what `canStartPrivate` asks for. */
export async function usersMachine(): Promise<UsersMachine> {
  const top = await mkdtemp(join(tmpdir(), "gw-user-"));
  const theirs = join(top, "theirs");
  const dispose = async () => {
    await removePrivate(theirs);
    await rm(top, { recursive: true, force: true });
  };
  try {
    const endpoint = await startPrivate(theirs);
    const engine = await openEngine({ endpoint, foundBy: "test", certDir: null });
    const call = caller(engineLayout(theirs).socket);
    return {
      engine,
      env: { DOCKER_HOST: endpoint, GROUNDWORK_STATE: await stateWithDownloads(join(top, "state")) },
      loadImage: (recipe, name) => loadMarked(engine, recipe, name),
      leaveContainer: async (name, image, labels = {}) => {
        await call("POST", `/containers/create?name=${name}`, {
          Image: image,
          Cmd: ["true"],
          Labels: labels,
        });
        await call("POST", `/containers/${name}/start`);
        await call("POST", `/containers/${name}/wait`);
      },
      leaveNetwork: (name, labels = {}) => call("POST", "/networks/create", { Name: name, Labels: labels }),
      leaveVolume: (name, labels = {}) => call("POST", "/volumes/create", { Name: name, Labels: labels }),
      networksAndVolumes: async () => {
        const networks = named.parse(JSON.parse(await call("GET", "/networks")));
        const volumes = volumesAnswer.parse(JSON.parse(await call("GET", "/volumes")));
        return [...networks, ...(volumes.Volumes ?? [])].map(({ Name }) => Name).sort();
      },
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** A state folder that remembers nothing, but need not build and download again what does not depend on the engine. */
async function stateWithDownloads(folder: string): Promise<string> {
  for (const part of ["bases/built", "bases/packages", "programs"]) {
    const there = join(stateDir(), part);
    await mkdir(there, { recursive: true });
    await mkdir(join(folder, part, ".."), { recursive: true });
    await symlink(there, join(folder, part));
  }
  return folder;
}

async function loadMarked(engine: Engine, recipe: RecipeId, name: string): Promise<void> {
  const built = await builtBase(recipe, engine.facts.platform, {
    stateDir: stateDir(),
    onProgress: () => {},
  });
  const files = imageOf(built, name).layers.map((layer) => layer.open());
  const [os = "", architecture = ""] = engine.facts.platform.split("/");
  const archive = await writeDockerArchive({
    layers: [...files, layerTar([{ type: "file", path: MARKER, content: `${name} of the user\n` }])],
    config: { os, architecture, config: { Cmd: ["sh"], Env: [PATH], Labels: { [LABEL_RUN]: "inherited" } } },
    tags: [name],
  });
  await engine.load(archive.stream);
}

const named = z.array(z.looseObject({ Name: z.string() }));
const volumesAnswer = z.looseObject({ Volumes: named.nullish() });

/** Calls of the engine's own API, as another program of the user would make them; each gives the answer's text. */
function caller(socketPath: string) {
  return (method: string, path: string, body?: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { "Content-Type": "application/json" };
      request({ socketPath, path, method, headers }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () =>
          (response.statusCode ?? 500) < 300
            ? resolve(text)
            : reject(new Error(`${method} ${path}: ${text}`)),
        );
      })
        .on("error", reject)
        .end(body === undefined ? undefined : JSON.stringify(body));
    });
}
