import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { EngineFault } from "../engine/errors.ts";
import { getAll } from "../machine/prefetch/get.ts";
import { courseNeeds } from "../machine/prefetch/needs.ts";
import { planned } from "../machine/prefetch/plan.ts";
import { stateDir } from "../state.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { reportOf } from "./prefetch.ts";
import { progress } from "./progress.ts";

interface SetupOptions extends JsonOption {
  readonly basesOnly?: boolean;
}

/** `groundwork setup`: an engine, and every base and program that the course uses. */
export function setupCommand(): Command {
  return new Command("setup")
    .option("--bases-only", "leave the programs for later")
    .option(...JSON_FLAG)
    .action(setup);
}

async function setup({ basesOnly, json }: SetupOptions): Promise<void> {
  const told = { onProgress: progress, signal: interruptSignal };
  const engine = await connectEngine(told);
  progress(`engine: ${engine.facts.product} ${engine.facts.version} (${engine.facts.foundBy})`);
  const needs = await courseNeeds();
  const wanted = { ...needs, programs: basesOnly ? [] : needs.programs };
  const plan = await planned(engine, wanted, null, stateDir());
  const items = await getAll(plan, { engine, pages: null, stateDir: stateDir(), ...told });
  const failed = items.filter(({ state }) => state === "failed");
  progress(`${ready("base")} bases ready; ${ready("program")} programs ready`);
  if (json) console.log(JSON.stringify(reportOf(items, null), null, 2));
  if (failed.length > 0) throw failure(failed);

  function ready(kind: string): number {
    return items.filter((each) => each.kind === kind && /^(there|got)$/.test(each.state)).length;
  }
}

function failure(
  failed: readonly { readonly kind: string; readonly id: string; readonly note: string | null }[],
) {
  const lines = failed.map(({ kind, id, note }) => `  ${kind} ${id}: ${note ?? "failed"}`);
  return new EngineFault(
    ["Not all could be got:", ...lines].join("\n"),
    "Run it again: what is there stays, and it goes on from there.",
  );
}
