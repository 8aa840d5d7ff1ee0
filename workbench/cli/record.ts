import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { EXPERIMENTS_DIR, RECORDINGS_DIR } from "../project.ts";
import { compareRecordings, type Comparison } from "../record/compare.ts";
import { recordExperiment } from "../record/run.ts";
import { listExperiments, loadExperiment, readRecording, writeRecording } from "../record/store.ts";
import { EXIT } from "./exit.ts";
import { builtPages } from "./built-pages.ts";
import { interruptSignal } from "./interrupt.ts";
import { print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface RecordOptions extends JsonOption {
  readonly check?: boolean;
}

/** `groundwork record`: run the experiments again and write what was seen, or only compare. */
export function recordCommand(): Command {
  return new Command("record")
    .argument("[experiments...]", "ids; all of them when none is named")
    .option(
      "--check",
      "write nothing: compare with the recordings that are there (exit 1: something differs)",
    )
    .option("--json", "print what was compared or written as JSON")
    .action(record);
}

async function record(named: string[], options: RecordOptions): Promise<void> {
  const ids = named.length > 0 ? named : await listExperiments(EXPERIMENTS_DIR);
  const experiments = await Promise.all(ids.map((id) => loadExperiment(EXPERIMENTS_DIR, id)));
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const report: Record<string, Comparison | null> = {};
  for (const experiment of experiments) {
    const committed = await readRecording(RECORDINGS_DIR, experiment.id);
    const fresh = await recordExperiment(experiment, engine, {
      pages: builtPages,
      onProgress: progress,
      signal: interruptSignal,
    });
    report[experiment.id] = committed ? compareRecordings(committed, fresh) : null;
    if (!options.check) await writeRecording(RECORDINGS_DIR, fresh);
  }
  print(report, describeReport(report, options.check ?? false), options);
  const differs = Object.values(report).some((each) => each === null || each.differences.length > 0);
  if (options.check && differs) process.exitCode = EXIT.notSo;
}

/** What was compared, in plain lines. */
export function describeReport(
  report: Readonly<Record<string, Comparison | null>>,
  checkOnly: boolean,
): string {
  const lines = Object.entries(report).flatMap(([id, comparison]) => {
    if (!comparison)
      return [checkOnly ? `${id}: nothing is recorded yet` : `${id}: recorded for the first time`];
    const notes = comparison.notes.map((note) => `  note: ${note}`);
    const rows = comparison.differences.map(
      ({ key, field, was, is }) => `  ${key}.${field}\n    recorded: ${was}\n    now:      ${is}`,
    );
    const head = rows.length === 0 ? `${id}: as recorded` : `${id}: ${rows.length} differ`;
    return [head, ...notes, ...rows];
  });
  if (checkOnly && Object.values(report).some((each) => each === null || each.differences.length > 0)) {
    lines.push(
      "",
      `Record again, and read what changed: npx groundwork record ${Object.keys(report).join(" ")}`,
    );
  }
  return lines.join("\n");
}
