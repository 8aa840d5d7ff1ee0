import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { BadInput } from "../lab/errors.ts";
import { tryImage } from "../try/image/try-image.ts";
import type { TryResult } from "../try/schema.ts";
import { resolveTry } from "../try/target.ts";
import { tryText } from "../try/text.ts";
import { tryBases } from "../try/try.ts";
import { listed, wholeNumber } from "./arguments.ts";
import { EXIT } from "./exit.ts";
import { imageOptions } from "./images.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface TryOptions extends JsonOption {
  readonly bases: readonly string[];
  readonly file: string;
  readonly target?: string;
  readonly buildArg: Readonly<Record<string, string>>;
  readonly run: readonly string[];
  readonly seconds: number;
  readonly buildSeconds: number;
  readonly jobs: number;
}

const USUAL = ["scratch", "alpine", "debian-slim", "distroless-static", "distroless-base", "distroless-cc"];

/** `groundwork try`: a Dockerfile or an image of the user's own, built and run on other bases. */
export function tryCommand(): Command {
  return new Command("try")
    .argument(
      "<folder|image>",
      "a folder with a Dockerfile, or an image that the engine holds; neither is changed",
    )
    .option("--bases <list>", "ids (groundwork bases) or references, with commas between", listed, USUAL)
    .option("--file <path>", "the Dockerfile, below the folder", "Dockerfile")
    .option("--target <stage>", "the stage that makes the image; the last one when not given")
    .option("--build-arg <name=value>", "a value for an ARG; may be given again", pair, {})
    .option("--run <argument...>", "run the image with these arguments instead of its CMD")
    .option(
      "--seconds <n>",
      "how long the image may run; what still runs then counts as working",
      wholeNumber,
      10,
    )
    .option("--build-seconds <n>", "how long one build may take", wholeNumber, 300)
    .option("--jobs <n>", "bases tried at a time", wholeNumber, Math.min(2, availableParallelism()))
    .option(...JSON_FLAG)
    .addHelpText(
      "after",
      `
Of an image, what its own layers add to its base is laid on the other bases, with its own settings.
Exits with 0 when it works on every base that was tried, with 1 when it does not on one, and with 3 when one could not be tried.`,
    )
    .action(tryIt);
}

async function tryIt(given: string, options: TryOptions): Promise<void> {
  const finding = imageOptions();
  const target = await resolveTry(given, options.file, finding);
  const common = {
    bases: options.bases,
    command: options.run ?? [],
    runSeconds: options.seconds,
    buildSeconds: options.buildSeconds,
    jobs: options.jobs,
    engine: await finding.engines.need(),
    signal: interruptSignal,
    onProgress: progress,
  };
  const { target: stage, file: dockerfile, buildArg: buildArgs } = options;
  if (target.kind === "folder") {
    const { dir } = target;
    report(
      await tryBases({
        ...common,
        dir,
        dockerfile,
        buildArgs,
        ...(stage !== undefined && { target: stage }),
      }),
      options,
    );
    return;
  }
  if (stage !== undefined || Object.keys(buildArgs).length > 0)
    throw new BadInput(
      `${given} is an image, so nothing is built of which --target or --build-arg could say how.`,
      "Leave them out, or name the folder with its Dockerfile.",
    );
  report(await tryImage({ ...common, given, image: target.image, known: target.known }), options);
}

function report(result: TryResult, options: TryOptions): void {
  print(result, tryText(result), options);
  const verdicts = result.attempts.map((each) => each.verdict);
  if (verdicts.includes("fault")) process.exitCode = EXIT.fault;
  else if (verdicts.some((each) => each === "breaks" || each === "not-built")) process.exitCode = EXIT.notSo;
}

function pair(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf("=");
  if (at > 0) return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
  throw new InvalidArgumentError("Write it as NAME=VALUE.");
}
