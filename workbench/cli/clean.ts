import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { PROGRAM_TAG_PREFIX } from "../engine/labels.ts";
import { findLeftovers } from "../engine/scope.ts";
import type { Engine } from "../engine/types.ts";
import { BadInput } from "../lab/errors.ts";
import { interruptSignal } from "./interrupt.ts";
import { progress } from "./progress.ts";

interface CleanOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `groundwork clean`: shows what of ours is in the engine besides the bases, asks, and removes it. */
export function cleanCommand(): Command {
  return new Command("clean")
    .description("list what runs have left in the engine, ask, and remove it; the bases stay")
    .option("--yes", "do not ask")
    .option("--json", "print JSON")
    .action(clean);
}

async function clean(options: CleanOptions): Promise<void> {
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const found = await ours(engine);
  const nothing = found.containers.length + found.images.length === 0;
  if (!options.json)
    console.log(nothing ? "Nothing of ours is in the engine but the bases." : describe(found));
  const remove = !nothing && (options.yes === true || (await agreed()));
  if (remove) {
    for (const id of found.containers) await engine.removeContainer(id);
    for (const image of found.images) await engine.removeImage(image);
  }
  if (options.json) console.log(JSON.stringify({ ...found, removed: remove }, null, 2));
  else if (!nothing) console.log(remove ? "Removed." : "Nothing was removed.");
}

interface Ours {
  readonly containers: readonly string[];
  readonly images: readonly string[];
}

async function ours(engine: Engine): Promise<Ours> {
  const left = await findLeftovers(engine);
  const tags = (await engine.images()).flatMap((image) => image.tags);
  const programs = tags.filter((tag) => tag.startsWith(PROGRAM_TAG_PREFIX));
  return { containers: left.containers, images: [...new Set([...left.images, ...programs])] };
}

function describe(found: Ours): string {
  return [
    "Of ours, besides the bases, the engine holds:",
    ...found.containers.map((id) => `  container ${id.slice(0, 12)}`),
    ...found.images.map((image) => `  image ${image}`),
  ].join("\n");
}

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
