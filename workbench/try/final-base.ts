import { DockerfileParser, From } from "dockerfile-ast";
import { imageReferences, type FoundReference } from "../bases/references.ts";

/** The base of the image that a Dockerfile makes, and where it is written. */
export interface FinalBase {
  readonly line: number;
  readonly reference: string;
  /** The Dockerfile with another base in that one place; all else stays byte for byte. */
  readonly on: (reference: string) => string;
}

/** A Dockerfile of which no base can be found; the message says why. */
export class NoBase extends Error {
  override readonly name = "NoBase";
}

/**
 * Finds the base of the final stage (or of `target`), through the stages that it is built on: `FROM build` leads on to
 * what that stage stands on. Pure. Throws NoBase.
 */
export function finalBase(
  text: string,
  {
    target,
    buildArgs,
  }: { readonly target?: string; readonly buildArgs?: Readonly<Record<string, string>> } = {},
): FinalBase {
  const stages = stagesOf(text, buildArgs);
  const wanted = target?.toLowerCase();
  let stage =
    wanted === undefined
      ? stages.at(-1)
      : stages.find((each, index) => each.name === wanted || String(index) === wanted);
  if (!stage)
    throw new NoBase(wanted === undefined ? "The Dockerfile has no FROM." : `There is no stage "${target}".`);
  // Each step leads to an earlier stage, so it ends.
  for (; stage.from.kind === "stage";) {
    const name = stage.from.reference.toLowerCase();
    const earlier: Stage | undefined = stages
      .slice(0, stages.indexOf(stage))
      .find((each) => each.name === name);
    if (!earlier) throw new NoBase(`The stage "${stage.from.reference}" that it stands on can't be found.`);
    stage = earlier;
  }
  const { from } = stage;
  return {
    line: from.line,
    reference: from.reference,
    on: (reference) => text.slice(0, from.start) + reference + text.slice(from.end),
  };
}

interface Stage {
  readonly name: string;
  readonly from: FoundReference;
}

function stagesOf(text: string, buildArgs?: Readonly<Record<string, string>>): readonly Stage[] {
  const references = imageReferences(text, buildArgs);
  return DockerfileParser.parse(text)
    .getInstructions()
    .filter((each) => each instanceof From)
    .flatMap((from) => {
      const at = from.getImageRange()?.start;
      const found = references.find(
        ({ line, start }) =>
          at !== undefined && line === at.line + 1 && text.startsWith(from.getImage() ?? "", start),
      );
      return found ? [{ name: (from.getBuildStage() ?? "").toLowerCase(), from: found }] : [];
    });
}
