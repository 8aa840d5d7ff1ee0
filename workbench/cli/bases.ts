import { Command } from "commander";
import { basesById, catalogue, UnknownBase } from "../bases/catalogue.ts";
import { ensureBases } from "../bases/ensure.ts";
import { removeBases } from "../bases/remove.ts";
import { lockBases, surveyBases } from "../bases/survey.ts";
import type { SurveyedBase } from "../bases/survey.ts";
import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import { formatBytes } from "../image/describe.ts";
import { stateDir } from "../state.ts";

/** `groundwork bases` and its subcommands: what there is, lock, prefetch, remove. */
export function basesCommand(): Command {
  return new Command("bases")
    .description("show the bases: where each came from, its digest and both sizes")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const surveyed = await surveyBases(await connect(), stateDir(), progress);
      console.log(
        options.json === true ? JSON.stringify(surveyed.map(toJson), null, 2) : basesPage(surveyed),
      );
    })
    .addCommand(lockCommand())
    .addCommand(prefetchCommand())
    .addCommand(removeCommand());
}

function lockCommand(): Command {
  return new Command("lock")
    .description("write what stands behind each base into bases.lock.json")
    .action(async () => {
      const surveyed = await surveyBases(await connect(), stateDir(), progress);
      const there = surveyed.flatMap(({ resolved }) => resolved ?? []);
      const { path, changes } = await lockBases(there, stateDir(), progress);
      console.log([...changes, `${path} is up to date; ${changes.length} changed.`].join("\n"));
    });
}

function prefetchCommand(): Command {
  return new Command("prefetch")
    .description("get bases now, so that labs need no network later")
    .argument("[ids...]", "ids of bases; all that can be had here when none is named")
    .option("--prefer-registry", "pull even where a built base is there")
    .action(async (ids: string[], options: { preferRegistry?: boolean }) => {
      const wanted =
        ids.length > 0 ? ids : catalogue.filter((entry) => entry.recipe !== null).map((entry) => entry.id);
      await reportUnknown(async () => {
        basesById(wanted);
        const preferRegistry = options.preferRegistry ?? false;
        const bases = await ensureBases(await connect(), wanted, { onProgress: progress, preferRegistry });
        console.log(
          bases
            .map((base) => `${base.id}: ${base.origin}, ${formatBytes(base.unpackedBytes)} unpacked`)
            .join("\n"),
        );
      });
    });
}

function removeCommand(): Command {
  return new Command("remove")
    .description("take the bases out of the engine, and what was built and downloaded for them from the disk")
    .action(async () => {
      const removed = await removeBases(await connect(), stateDir());
      console.log(
        removed.length === 0 ? "The engine holds no base of ours." : `removed ${removed.join("\nremoved ")}`,
      );
    });
}

async function connect(): Promise<Engine> {
  return connectEngine({ env: process.env, onProgress: progress });
}

/** Progress goes to stderr: stdout stays clean for `--json`. */
function progress(line: string): void {
  console.error(line);
}

async function reportUnknown(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UnknownBase)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

function toJson({ entry, resolved, news }: SurveyedBase): object {
  const { id, title, reference, family, distroless, note, published } = entry;
  return { id, title, reference, family, distroless, note, published, resolved, news };
}

/** The bases as an aligned table, without a newline at the end; below it what is news since the lock file. */
export function basesPage(surveyed: readonly SurveyedBase[]): string {
  const heading = ["BASE", "REFERENCE", "ORIGIN", "DIGEST", "PLATFORM", "UNPACKED", "COMPRESSED", "DATE"];
  const lines = [heading, ...surveyed.map(cells)];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const news = surveyed.flatMap((each) => each.news ?? []);
  return [...table, ...(news.length === 0 ? [] : ["", ...news])].join("\n");
}

function cells({ entry, resolved }: SurveyedBase): readonly string[] {
  if (resolved === null) return [entry.id, entry.reference, "not here yet", "-", "-", "-", "-", "-"];
  if (resolved.digest === "")
    return [entry.id, entry.reference, "keyword", "-", resolved.platform, "0 B", "0 B", "-"];
  return [
    entry.id,
    entry.reference,
    resolved.origin,
    resolved.digest.slice("sha256:".length, "sha256:".length + 12),
    resolved.platform,
    formatBytes(resolved.unpackedBytes),
    formatBytes(resolved.compressedBytes),
    resolved.obtainedAt.slice(0, 10),
  ];
}
