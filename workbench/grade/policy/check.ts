import { Add, DockerfileParser, ModifiableInstruction, Onbuild, type Instruction } from "dockerfile-ast";
import type { PolicyFinding } from "../schema/submission.ts";
import { brokenByAdd } from "./add.ts";
import type { Allowed } from "./allowed.ts";
import { brokenDirectives } from "./directives.ts";
import { brokenByFlags } from "./flags.ts";
import { logicalLines, READINGS, type LogicalLine, type ReadingRules } from "./readings.ts";
import { brokenReferences } from "./references.ts";
import { broken, MAX_DOCKERFILE_BYTES, type Broken } from "./rules.ts";

const TEXT_LENGTH = 120;
const NEWEST = READINGS[0];
const HIDDEN =
  " Builders of another age read these lines as an instruction of their own: write them so that all read them alike, without heredocs and without comments between continued lines.";

/**
 * What one Dockerfile of a hand-in breaks, by line. Bytes from outside: whatever they are, the answer is findings. It tells
 * a student the reason; what holds a hostile build is the sandbox. Pure.
 */
export function checkDockerfile(file: string, bytes: Uint8Array, allowed: Allowed): PolicyFinding[] {
  const whole = (each: Broken): PolicyFinding[] => [{ file, line: null, text: "", ...each }];
  if (bytes.length > MAX_DOCKERFILE_BYTES) return whole(broken("too-long"));
  const text = textOf(bytes);
  if (text === null) return whole(broken("not-text"));
  const found = new Map<string, PolicyFinding>();
  const note = (each: Broken, line: number, shown: string, hidden: boolean): void => {
    const key = `${line} ${each.rule}`;
    const reason = hidden ? each.reason + HIDDEN : each.reason;
    if (!found.has(key)) found.set(key, { file, line, rule: each.rule, text: cut(shown), reason });
  };
  try {
    for (const each of brokenDirectives(text)) note(each, each.line, each.text, false);
    for (const rules of READINGS)
      for (const [each, { line, text: shown }] of brokenIn(text, rules, allowed))
        note(each, line, shown, rules !== NEWEST);
  } catch {
    // The parser is not ours. One hand-in that it gives up on must not keep a class from being graded.
    return whole(broken("unreadable"));
  }
  return [...found.values()].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

function brokenIn(text: string, rules: ReadingRules, allowed: Allowed): [Broken, LogicalLine][] {
  const lines = logicalLines(text, rules);
  const at = (line: number): LogicalLine => lines[line] ?? { line: 1, text: "" };
  const joined = lines.map((each) => each.text);
  const references = brokenReferences(joined, allowed).map(({ line, ...each }): [Broken, LogicalLine] => [
    each,
    at(line - 1),
  ]);
  const others = DockerfileParser.parse(joined.join("\n"))
    .getInstructions()
    .flatMap((instruction) =>
      brokenBy(instruction).map((each): [Broken, LogicalLine] => [
        each,
        at(instruction.getRange().start.line),
      ]),
    );
  return [...references, ...others];
}

function brokenBy(instruction: Instruction): Broken[] {
  if (instruction instanceof Onbuild) {
    const trigger = instruction.getTriggerInstruction();
    return trigger === null ? [] : brokenBy(trigger);
  }
  return [
    ...(instruction instanceof ModifiableInstruction ? brokenByFlags(instruction) : []),
    ...(instruction instanceof Add ? brokenByAdd(instruction) : []),
  ];
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

function cut(text: string): string {
  return text.length <= TEXT_LENGTH ? text : `${text.slice(0, TEXT_LENGTH - 1)}…`;
}
