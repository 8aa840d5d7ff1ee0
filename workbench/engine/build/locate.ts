import { DockerfileParser, type Instruction } from "dockerfile-ast";

/** Where in a Dockerfile a step stands. */
export interface Place {
  readonly line: number;
  readonly instruction: string;
}

/** Instructions that BuildKit counts in `[2/3]`. */
const COUNTED = new Set(["FROM", "RUN", "COPY", "ADD", "WORKDIR"]);

/**
 * Finds the instruction that a step's name speaks of: `Step 3/4 : RUN x` (classic), `[build 2/3] RUN x` (BuildKit) or
 * the instruction alone (Podman).
 * Returns null when the name says nothing that can be found, rather than a guess.
 */
export function locateStep(name: string, dockerfile: string): Place | null {
  const instructions = DockerfileParser.parse(dockerfile).getInstructions();
  const classic = /^Step (\d+)\//.exec(name);
  if (classic?.[1] !== undefined) return place(instructions[Number(classic[1]) - 1]);
  const buildkit = /^\[(?:(?<stage>[^\]]*?) )?(?<index>\d+)\/\d+\] (?<text>[\s\S]*)$/.exec(name);
  const groups = buildkit?.groups;
  const text = squash(groups?.["text"] ?? name);
  const same = instructions.filter((each) => squash(each.getTextContent()) === text);
  if (same.length === 1) return place(same[0]);
  if (!groups) return null;
  return place(counted(stageOf(instructions, groups["stage"]))[Number(groups["index"]) - 1]);
}

/** Place of a 1-based line that the engine itself named. */
export function locateLine(line: number, dockerfile: string): Place | null {
  const text = dockerfile.split("\n")[line - 1];
  return text === undefined ? null : { line, instruction: text.trim() };
}

/** First line on which a reference stands, for a base that can't be had. */
export function locateText(part: string, dockerfile: string): Place | null {
  const index = dockerfile.split("\n").findIndex((line) => !line.trim().startsWith("#") && line.includes(part));
  return index < 0 ? null : locateLine(index + 1, dockerfile);
}

function place(instruction: Instruction | undefined): Place | null {
  if (!instruction) return null;
  return { line: instruction.getRange().start.line + 1, instruction: instruction.getTextContent() };
}

/** Line continuations, runs of blanks and the case of the keyword don't tell two instructions apart. */
function squash(text: string): string {
  return text
    .replace(/\\\s*\n/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\w+/, (keyword) => keyword.toUpperCase());
}

/** The instructions of a stage by its name or `stage-N`; without a name, of the last stage. */
function stageOf(instructions: readonly Instruction[], name: string | undefined): Instruction[] {
  const stages: Instruction[][] = [];
  for (const each of instructions) {
    if (each.getKeyword() === "FROM") stages.push([]);
    stages.at(-1)?.push(each);
  }
  // Only a Dockerfile of one stage has steps without the stage's name.
  const wanted = name?.split(" ").at(-1);
  if (wanted === undefined) return stages.at(-1) ?? [];
  const number = /^stage-(\d+)$/.exec(wanted)?.[1];
  return stages.find((stage) => stageName(stage) === wanted) ?? stages[Number(number)] ?? [];
}

function stageName(stage: readonly Instruction[]): string | undefined {
  return / as (\S+)\s*$/i.exec(stage[0]?.getTextContent() ?? "")?.[1]?.toLowerCase();
}

function counted(stage: readonly Instruction[]): Instruction[] {
  const fromScratch = /^FROM\s+(--\S+\s+)*scratch\b/i.test(stage[0]?.getTextContent() ?? "");
  return stage.filter((each, index) => COUNTED.has(each.getKeyword()) && !(index === 0 && fromScratch));
}
