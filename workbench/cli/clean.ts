import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { EngineFault } from "../engine/errors.ts";
import { engineLayout } from "../engine/private/layout.ts";
import type { Engine } from "../engine/types.ts";
import { styleFor } from "../inspect/text/style.ts";
import { BadInput } from "../lab/errors.ts";
import { inEngine } from "../machine/clean/in-engine.ts";
import { onDisk } from "../machine/clean/on-disk.ts";
import { leftSandboxes } from "../machine/clean/sandboxes.ts";
import { removeThings } from "../machine/clean/remove.ts";
import { doneText, foundText } from "../machine/clean/text.ts";
import type { CleanReport, Thing } from "../machine/clean/types.ts";
import { PROJECT_DIR } from "../project.ts";
import { stateDir } from "../state.ts";
import { EXIT } from "./exit.ts";
import { fit } from "./fit.ts";
import { interruptSignal } from "./interrupt.ts";
import { terminalWidth, type JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface CleanOptions extends JsonOption {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly bases?: boolean;
}

/** `groundwork clean`: shows what of ours is in the engine and on the disk, asks, and removes it. */
export function cleanCommand(): Command {
  return new Command("clean")
    .option("--bases", "the bases too, and what was downloaded for them")
    .option("--dry-run", "only show what would be removed")
    .option("--yes", "remove without asking")
    .option("--json", "print JSON; removes only with --yes")
    .addHelpText(
      "after",
      "\nExits with 0, with 2 when there is nobody to ask, and with 3 when something stayed.",
    )
    .action(clean);
}

async function clean(options: CleanOptions): Promise<void> {
  const style = styleFor(process.stdout);
  const engine = await engineThatIsThere();
  const found = {
    things: await ours(engine, options.bases ?? false),
    engine: engine?.facts.endpoint ?? null,
  };
  if (!options.json) console.log(fit(foundText(found, style), terminalWidth()));
  const remove = found.things.length > 0 && (await agreed(options));
  const stayed = remove ? await removeThings(found.things, engine, stateDir()) : [];
  const report: CleanReport = { format: "groundwork.clean/1", ...found, removed: remove, stayed };
  const done = options.json ? JSON.stringify(report, null, 2) : doneText(report, style);
  if (done !== "") console.log(options.json ? done : fit(done, terminalWidth()));
  if (stayed.length > 0) process.exitCode = EXIT.fault;
}

async function ours(engine: Engine | null, bases: boolean): Promise<Thing[]> {
  const sandboxes = await leftSandboxes(stateDir());
  const disk = await onDisk({
    stateDir: stateDir(),
    tempDir: tmpdir(),
    workDir: join(PROJECT_DIR, "work"),
    bases,
  });
  // Before the folders: they are taken down as a whole.
  const here = [...sandboxes, ...disk];
  if (engine === null) return here;
  const isPrivate = engine.facts.endpoint === engineLayout(stateDir()).endpoint;
  return [...(await inEngine(engine, { bases, isPrivate })), ...here];
}

/** The private engine is started only where there is one; where no engine answers, the disk can still be tidied. */
async function engineThatIsThere(): Promise<Engine | null> {
  const mayStart = existsSync(engineLayout(stateDir()).data);
  try {
    return await connectEngine({ onProgress: progress, signal: interruptSignal, mayStart });
  } catch (error) {
    if (error instanceof EngineFault) return null;
    throw error;
  }
}

async function agreed({ yes, dryRun, json }: CleanOptions): Promise<boolean> {
  if (dryRun) return false;
  if (yes || json) return yes === true;
  if (!process.stdin.isTTY)
    throw new BadInput("There is no terminal to ask on.", "Say --yes to remove what is listed.");
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await ask.question("Remove all of it? [y/N] ", { signal: interruptSignal }));
  } finally {
    ask.close();
  }
}
