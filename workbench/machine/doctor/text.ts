import wrapAnsi from "wrap-ansi";
import type { Row, Tone } from "../../inspect/words/section.ts";
import { rowsText } from "../../inspect/text/rows.ts";
import type { Style } from "../../inspect/text/style.ts";
import { canRun, whatToDo } from "./checks.ts";
import { masked } from "./mask.ts";
import type { Private } from "./mask.ts";
import type { Check, DoctorReport, Observations } from "./types.ts";

const TONES: Readonly<Record<Check["status"], Tone>> = { ok: "good", note: "warn", fail: "bad" };

/** All that the doctor found, as data; `who` is kept out of the block for a bug report. Pure. */
export function doctorReport(seen: Observations, checks: readonly Check[], who: Private): DoctorReport {
  return {
    format: "groundwork.doctor/1",
    labsCanRun: canRun(checks),
    checks: [...checks],
    todo: [...whatToDo(checks)],
    block: masked(blockOf(seen, checks), who),
  };
}

/** The doctor's page: each check, the verdict, what to do where there is something, and a block for a bug report. */
export function doctorText(report: DoctorReport, fault: Observations["fault"], style: Style): string {
  const verdict = report.labsCanRun ? "Labs can run on this machine." : "Labs can't run on this machine yet.";
  const todo = report.todo.map((line, index) => hanging(`${index + 1}. `, line, style.width));
  const parts = [
    checksText(report.checks, style),
    style.paint(report.labsCanRun ? "good" : "bad", verdict),
    ...(fault ? [wrapAnsi(fault.message, style.width, { trim: false })] : []),
    ...(todo.length === 0 ? [] : [[style.paint("title", "What to do:"), ...todo].join("\n")]),
    style.paint("title", "For a bug report, paste this:"),
    ["```text", ...report.block.split("\n").map((line) => hanging("", line, style.width, "  ")), "```"].join(
      "\n",
    ),
  ];
  return parts.join("\n\n");
}

/** One row for each check. */
export function checksText(checks: readonly Check[], style: Style): string {
  return rowsText(checks.map(row), style);
}

function row({ title, status, seen, remark }: Check): Row {
  return { label: title, value: seen, tone: TONES[status], more: remark === null ? [] : [remark] };
}

/** Wrapped, with what follows the first line indented. A word longer than the line stays whole, so that it can be copied. */
function hanging(first: string, text: string, width: number, hang = " ".repeat(first.length)): string {
  const [head = "", ...others] = wrapAnsi(text, Math.max(16, width - hang.length)).split("\n");
  return [first + head, ...others.map((line) => hang + line)].join("\n");
}

/** Plain lines, one a check, then every place where an engine was looked for. */
function blockOf({ tried }: Observations, checks: readonly Check[]): string {
  const signs = { ok: "", note: " (!)", fail: " (✗)" } as const;
  return [
    ...checks.map(({ id, status, seen }) => `${id}${signs[status]}: ${seen}`),
    ...tried.map(({ endpoint, foundBy, reason }) => `tried ${endpoint} (${foundBy}): ${reason}`),
  ].join("\n");
}
