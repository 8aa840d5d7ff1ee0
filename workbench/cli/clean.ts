import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { PROGRAM_TAG_PREFIX } from "../engine/labels.ts";
import { findLeftovers, type Leftovers } from "../engine/scope.ts";
import type { Engine } from "../engine/types.ts";
import { BadInput } from "../lab/errors.ts";
import { interruptSignal } from "./interrupt.ts";
import { print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface CleanOptions extends JsonOption {
  readonly yes?: boolean;
}

/** `groundwork clean`: shows what of ours is in the engine besides the bases, asks, and removes it. */
export function cleanCommand(): Command {
  return new Command("clean")
    .option("--yes", "remove without asking")
    .option("--json", "print JSON; removes only with --yes")
    .action(clean);
}

async function clean(options: CleanOptions): Promise<void> {
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const found = await ours(engine);
  const nothing = Object.values<readonly string[]>({ ...found }).every((names) => names.length === 0);
  if (!options.json) console.log(nothing ? NOTHING : describe(found));
  const remove = !nothing && (options.yes === true || (!options.json && (await agreed())));
  if (remove) {
    for (const id of found.containers) await engine.removeContainer(id);
    for (const name of found.networks) await engine.removeNetwork(name);
    for (const image of [...found.images, ...found.programs]) await engine.removeImage(image);
  }
  if (options.json || !nothing)
    print({ ...found, removed: remove }, remove ? "Removed." : "Nothing was removed.", options);
}

interface Ours extends Leftovers {
  readonly programs: readonly string[];
}

async function ours(engine: Engine): Promise<Ours> {
  const { containers, images, networks } = await findLeftovers(engine);
  const tags = (await engine.images()).flatMap((image) => image.tags);
  const programs = tags.filter((tag) => tag.startsWith(PROGRAM_TAG_PREFIX));
  return { containers, networks, images: images.filter((image) => !programs.includes(image)), programs };
}

const NOTHING =
  "The engine holds nothing of Groundwork's but the bases, which `npx groundwork bases remove` takes away.";

function describe({ containers, images, networks, programs }: Ours): string {
  const part = (heading: string, names: readonly string[]) =>
    names.length === 0 ? [] : [heading, ...names.map((name) => `  ${name}`)];
  return [
    ...part("Containers that runs have left:", containers.map(short)),
    ...part("Images that runs have left:", images.map(short)),
    ...part("Networks that runs have left:", networks),
    ...part("Programs, loaded again by the next lab that needs them:", programs),
    "The bases stay, and so does all that is not Groundwork's. A lab that runs at this moment would lose its own.",
  ].join("\n");
}

const short = (name: string) => name.replace(/^(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}$/, "$1");

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new BadInput("There is no terminal to ask on.", "Say --yes to remove what is listed.");
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await ask.question("Remove all of it? [y/N] ", { signal: interruptSignal }));
  } finally {
    ask.close();
  }
}
