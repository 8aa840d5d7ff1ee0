import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { catalogue } from "../bases/catalogue.ts";
import { connectEngine } from "../engine/connect.ts";
import { styleFor } from "../inspect/text/style.ts";
import { getAll } from "../machine/prefetch/get.ts";
import { courseNeeds } from "../machine/prefetch/needs.ts";
import type { Needs } from "../machine/prefetch/needs.ts";
import { planned } from "../machine/prefetch/plan.ts";
import { proveOffline } from "../machine/prefetch/proof.ts";
import { prefetchText } from "../machine/prefetch/text.ts";
import type { Item, Pages, PrefetchReport, Proof } from "../machine/prefetch/types.ts";
import { PROJECT_DIR } from "../project.ts";
import { buildSite } from "../serve/build.ts";
import { fingerprint } from "../serve/inputs.ts";
import { stateDir } from "../state.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface PrefetchOptions extends JsonOption {
  readonly list?: boolean;
  readonly check?: boolean;
}

/** `groundwork prefetch`: everything for a course day without network. */
export function prefetchCommand(): Command {
  return new Command("prefetch")
    .option("--list", "only show what is there and what is to get")
    .option("--check", "get nothing: is all there, and does a lab run without network? (exit 1: no)")
    .option(...JSON_FLAG)
    .addHelpText(
      "after",
      "\nExits with 0 when all is there that can be had, else with 3; with --check, with 1.",
    )
    .action(prefetch);
}

async function prefetch(options: PrefetchOptions): Promise<void> {
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const folder = stateDir();
  const here = pages();
  const plan = await planned(engine, await allNeeds(), here, folder);
  const asked = options.list === true || options.check === true;
  const request = { engine, pages: here, stateDir: folder, onProgress: progress, signal: interruptSignal };
  const items = asked ? plan : await getAll(plan, request);
  const report = reportOf(items, options.check ? await proof(items, engine.facts.endpoint) : null);
  print(report, prefetchText(report, styleFor(process.stdout)), options);
  if (options.check && !(report.complete && report.proof?.shown !== false)) process.exitCode = EXIT.notSo;
  else if (!asked && !report.complete) process.exitCode = EXIT.fault;
}

/** What the course names, and every other base of the catalogue: a learner may try any of them in a Dockerfile. */
async function allNeeds(): Promise<Needs> {
  return { ...(await courseNeeds()), bases: catalogue.map(({ id }) => id) };
}

/** The report of items, as `prefetch` and `setup` print it. Complete: nothing failed, and nothing that a recipe makes is missing. */
export function reportOf(items: readonly Item[], shown: Proof | null): PrefetchReport {
  const pulled = new Set(catalogue.filter(({ recipe }) => recipe === null).map(({ id }) => id));
  const missing = items.filter(
    ({ kind, id, state }) =>
      state === "failed" || (state === "to get" && !(kind === "base" && pulled.has(id))),
  );
  return { format: "groundwork.prefetch/1", complete: missing.length === 0, items: [...items], proof: shown };
}

async function proof(items: readonly Item[], endpoint: string): Promise<Proof> {
  if (!reportOf(items, null).complete)
    return { shown: false, how: "not tried: `npx groundwork prefetch` first" };
  progress("checking a lab in a process that has no network");
  return proveOffline(endpoint, interruptSignal);
}

function pages(): Pages {
  const store = join(stateDir(), "site");
  return {
    isBuilt: async () => existsSync(join(store, await fingerprint(PROJECT_DIR))),
    build: () => buildSite({ root: PROJECT_DIR, store, signal: interruptSignal, say: progress }),
  };
}
