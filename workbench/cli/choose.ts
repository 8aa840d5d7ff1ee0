import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { decide } from "../choose/decide.ts";
import { FLAGS } from "../choose/flags.ts";
import { gather } from "../choose/gather.ts";
import { known } from "../choose/known.ts";
import { QUESTIONS } from "../choose/questions.ts";
import type { Question } from "../choose/questions.ts";
import { answerText } from "../choose/text.ts";
import { BEHAVIOURS } from "../choose/types.ts";
import type { Needs } from "../choose/types.ts";
import { inspect } from "../inspect/inspect.ts";
import { readRecordings } from "../record/store.ts";
import { BadInput } from "../lab/errors.ts";
import { RECORDINGS_DIR } from "../project.ts";
import { listed, wholeNumber } from "./arguments.ts";
import { needsOfImage } from "./choose/from-image.ts";
import { askNeeds } from "./choose/ask.ts";
import { needsOf, saidIn } from "./choose/needs.ts";
import { EXIT } from "./exit.ts";
import { imageOptions } from "./images.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";

interface ChooseOptions extends JsonOption {
  readonly needs?: string;
  readonly for?: string;
}

/** `groundwork choose`: which base fits what a program needs, with the recordings that say so. */
export function chooseCommand(): Command {
  const command = new Command("choose");
  for (const question of QUESTIONS) command.addOption(optionOf(question));
  return command
    .option("--needs <file>", "read needs from a JSON file; an option beside it wins")
    .option(
      "--for <image>",
      "read from an image how its program is linked, who runs it and whether it needs a shell",
    )
    .option(...JSON_FLAG)
    .addHelpText("after", HELP)
    .action(choose);
}

const HELP = `
Without --program, --needs and --for it asks, one question after the other.
It answers from the recordings of this course: nothing is built or run. What only the code of a program can tell (TLS,
time zones, temporary files) must be said beside --for. \`groundwork try\` runs your own Dockerfile.

  npx groundwork choose --program glibc --tls --user nonroot
  npx groundwork choose --for my/app --tls
  npx groundwork choose --needs needs.json --json     needs.json: {"program": "static", "tls": true}

Exits with 0 when a base fits, with 1 when none does, and with 2 when the needs can't be understood.`;

function optionOf(question: Question): Option {
  const flag = `--${FLAGS[question.need]}`;
  const says = question.ask;
  switch (question.kind) {
    case "yes":
      return new Option(flag, says);
    case "limit":
      return new Option(`${flag} <MB>`, says).argParser(wholeNumber);
    case "many":
      return new Option(`${flag} <list>`, `${says} (${BEHAVIOURS.join(",")})`).argParser(listed);
    case "one":
      return new Option(`${flag} <kind>`, says).choices(question.options.map(({ value }) => value));
  }
}

async function choose({ needs: file, for: image, json, ...flags }: ChooseOptions): Promise<void> {
  const read = image === undefined ? {} : await readImage(image);
  const said = { ...read, ...(file === undefined ? {} : saidIn(await textOf(file), file)), ...flags };
  const needs =
    "program" in said || !canAsk()
      ? needsOf(said)
      : await askNeeds(needsOf({ program: "unknown", ...said }), terminal());
  if (needs === null) {
    process.stderr.write("groundwork: stopped; the questions were not answered to their end\n");
    process.exitCode = EXIT.interrupted;
    return;
  }
  const answer = decide(needs, gather(await readRecordings(RECORDINGS_DIR), known));
  print(answer, answerText(answer), { json });
  process.exitCode = answer.winner === null ? EXIT.notSo : EXIT.fine;
}

async function readImage(image: string): Promise<Partial<Needs>> {
  const options = { ...imageOptions(), measureCompressed: false, withPaths: false, asked: null };
  return needsOfImage((await inspect(image, options)).report);
}

function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Questions go to stderr, so that the answer alone can be sent on. */
function terminal() {
  return { input: process.stdin, output: process.stderr, signal: interruptSignal };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadInput(
      `The needs can't be read from "${file}": ${reason}.`,
      "Name a JSON file, for example: --needs needs.json",
    );
  }
}
