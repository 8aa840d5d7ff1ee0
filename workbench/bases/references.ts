import { Copy, DockerfileParser, From, Onbuild, Run } from "dockerfile-ast";
import type { Instruction } from "dockerfile-ast";
import { expandVariables, globalArgs } from "./variables.ts";

/** One place where a Dockerfile names an image. */
export interface FoundReference {
  /** 1-based. */
  readonly line: number;
  /** Variables filled in. */
  readonly reference: string;
  readonly kind: "image" | "stage" | "scratch";
  /** Offsets of the written name in the text. */
  readonly start: number;
  readonly end: number;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** Every image that a Dockerfile names, in order: in `FROM`, `COPY --from=`, `RUN --mount=from=`, also behind `ONBUILD`. */
export function imageReferences(
  text: string,
  buildArgs: Readonly<Record<string, string>> = {},
): readonly FoundReference[] {
  const dockerfile = DockerfileParser.parse(text);
  const variables = globalArgs(dockerfile, buildArgs);
  const offsetOf = offsets(text);
  const stages: string[] = [];
  const found: FoundReference[] = [];
  const note = (written: string, span: Span, isStage: (name: string) => boolean): void => {
    const kind = written === "scratch" ? "scratch" : isStage(written) ? "stage" : "image";
    const place = { line: span.start.line + 1, start: offsetOf(span.start), end: offsetOf(span.end) };
    found.push({ ...place, reference: written, kind });
  };
  const named = (name: string): boolean => stages.includes(name.toLowerCase());

  for (const instruction of dockerfile.getInstructions()) {
    if (instruction instanceof From) {
      const span = instruction.getImageRange();
      const written = instruction.getImage();
      if (span !== null && written !== null) {
        note(expandVariables(written, variables, dockerfile.getEscapeCharacter()), span, named);
      }
      stages.push((instruction.getBuildStage() ?? "").toLowerCase());
      continue;
    }
    for (const { value, span } of sources(instruction)) {
      note(value, span, (name) => named(name) || isStageNumber(name, stages.length));
    }
  }
  return found;
}

/** The images or stages that an instruction takes files from; variables are not filled in there (Dockerfile reference). */
function sources(instruction: Instruction): readonly { readonly value: string; readonly span: Span }[] {
  if (instruction instanceof Onbuild) {
    const trigger = instruction.getTriggerInstruction();
    return trigger === null ? [] : sources(trigger);
  }
  if (instruction instanceof Copy) {
    // Not `getFromFlag`: that one looks at the first flag only.
    return compact(instruction.getFlags().filter((flag) => flag.getName() === "from"));
  }
  if (instruction instanceof Run) {
    const mounts = instruction.getFlags().filter((flag) => flag.getName() === "mount");
    return compact(mounts.map((mount) => mount.getOption("from")));
  }
  return [];
}

interface Valued {
  getValue(): string | null;
  getValueRange(): Span | null;
}

function compact(
  flags: readonly (Valued | null)[],
): readonly { readonly value: string; readonly span: Span }[] {
  return flags.flatMap((flag) => {
    const value = flag?.getValue() ?? "";
    const span = flag?.getValueRange() ?? null;
    return value === "" || span === null ? [] : [{ value, span }];
  });
}

function isStageNumber(name: string, stages: number): boolean {
  return /^\d+$/.test(name) && Number(name) < stages;
}

/** Turns a line and column into an offset. Lines end as in the parser: \n, \r\n or \r. */
function offsets(text: string): (position: Position) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  return ({ line, character }) => (starts[line] ?? text.length) + character;
}
