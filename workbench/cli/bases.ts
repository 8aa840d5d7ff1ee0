import { Command } from "commander";
import { basesById, catalogue } from "../bases/catalogue.ts";
import { ensureBases } from "../bases/ensure.ts";
import { removeBases } from "../bases/remove.ts";
import { lockBases, surveyBases } from "../bases/survey.ts";
import type { SurveyedBase } from "../bases/survey.ts";
import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import { formatBytes } from "../image/describe.ts";
import { stateDir } from "../state.ts";
import { basesPage } from "./bases-page.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print, terminalWidth } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

/** `groundwork bases` and its subcommands: what there is, lock, prefetch, remove. */
export function basesCommand(): Command {
  const command = new Command("bases").option(...JSON_FLAG).action(show);
  command
    .command("prefetch")
    .description("get bases now, so that labs need no network later")
    .argument("[ids...]", "ids of bases; all that can be had here when none is named")
    .option("--prefer-registry", "pull even where a built base is there")
    .option(...JSON_FLAG)
    .action(prefetch);
  command
    .command("lock")
    .description("write what stands behind each base into bases.lock.json, which is kept in git")
    .option(...JSON_FLAG)
    .action(lock);
  command
    .command("remove")
    .description("take Groundwork's bases out of the engine and off the disk; images of yours stay")
    .option(...JSON_FLAG)
    .action(remove);
  return command;
}

async function show(options: JsonOption): Promise<void> {
  const surveyed = await surveyBases(await connect(), stateDir(), progress);
  print(surveyed.map(toJson), basesPage(surveyed, terminalWidth()), options);
}

async function prefetch(ids: string[], _: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<JsonOption & { readonly preferRegistry?: boolean }>();
  const had = catalogue.filter((entry) => entry.recipe !== null).map((entry) => entry.id);
  const wanted = ids.length > 0 ? ids : had;
  // Before an engine is asked for: a wrong word should not cost a wait.
  basesById(wanted);
  const bases = await ensureBases(await connect(), wanted, {
    onProgress: progress,
    preferRegistry: options.preferRegistry ?? false,
    signal: interruptSignal,
  });
  const lines = bases.map(
    (base) => `${base.id}: ${base.origin}, ${formatBytes(base.unpackedBytes)} unpacked`,
  );
  print(bases, lines.join("\n"), options);
}

async function lock(_: unknown, command: Command): Promise<void> {
  const surveyed = await surveyBases(await connect(), stateDir(), progress);
  const there = surveyed.flatMap(({ resolved }) => resolved ?? []);
  const done = await lockBases(there, stateDir(), progress);
  const text = [...done.changes, `${done.path} is up to date; ${done.changes.length} changed.`].join("\n");
  print(done, text, command.optsWithGlobals());
}

async function remove(_: unknown, command: Command): Promise<void> {
  const removed = await removeBases(await connect(), stateDir());
  const heading =
    removed.length === 0 ? "The engine held no base of Groundwork's." : "Removed from the engine:";
  const text = [
    heading,
    ...removed.map((tag) => `  ${tag}`),
    "What was built and downloaded for bases is gone from the disk too; images under names of your own stay.",
    "`npx groundwork setup` gets the bases again.",
  ];
  print({ removed }, text.join("\n"), command.optsWithGlobals());
}

async function connect(): Promise<Engine> {
  return connectEngine({ onProgress: progress, signal: interruptSignal });
}

function toJson({ entry, resolved, news }: SurveyedBase): object {
  const { id, title, reference, family, distroless, note, published } = entry;
  return { id, title, reference, family, distroless, note, published, resolved, news };
}
