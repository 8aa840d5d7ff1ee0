import { Command } from "commander";
import { loadAssignment } from "../../grade/assignment/load.ts";
import { packHandout, type Packed } from "../../grade/assignment/pack.ts";
import type { Proof } from "../../grade/assignment/proof.ts";
import { readRoster } from "../../grade/intake/roster.ts";
import { isSameForAll } from "../../lab/variant.ts";
import { LABS_DIR } from "../../project.ts";
import { JSON_FLAG, print, type JsonOption } from "../output.ts";
import { progress } from "../progress.ts";
import { ASSIGNMENT_ARGUMENT } from "./check.ts";

interface PackOptions extends JsonOption {
  readonly out: string;
  readonly roster?: string;
}

/** `groundwork assignment pack`: what students get, and the proof that it gives nothing away. */
export function packCommand(): Command {
  return new Command("pack")
    .description("make the handout, a zip and a Git template, and prove that no solution or test is in it")
    .argument(...ASSIGNMENT_ARGUMENT)
    .requiredOption("--out <folder>", "where to write it; a folder that is not there yet")
    .option("--roster <file>", "a CSV of the students: in labs with variants, each gets a zip of their own")
    .option(...JSON_FLAG)
    .addHelpText("after", HELP)
    .action(pack);
}

const HELP = `
The same assignment gives the same bytes. What was written is read back and searched for every file of the labs'
solutions, traps, golden files, hints and tests, and for your private tests. Where one is found, nothing is left behind.

  npx groundwork assignment pack week-3 --out week-3-handout
  npx groundwork assignment pack week-3 --out week-3-handout --roster roster.csv`;

async function pack(where: string, options: PackOptions): Promise<void> {
  const loaded = await loadAssignment(where, LABS_DIR);
  const roster = options.roster === undefined ? null : await readRoster(options.roster);
  progress(`packing ${loaded.assignment.id}, then looking for what must not be in it`);
  const packed = await packHandout(loaded, options.out, roster);
  const varying = loaded.labs.filter((lab) => !isSameForAll(lab.manifest)).map((lab) => lab.manifest.id);
  const lines = [
    `${packed.zips.length === 1 ? `${options.out}/${packed.zips[0] ?? ""}` : `${packed.zips.length} zips in ${options.out}/students`}, and ${options.out}/${packed.template} for a Git template`,
    provedText(packed),
    ...(varying.length > 0 && roster === null
      ? [
          `${varying.join(", ")} differs between students: its starter is not in the handout, which says how to make it. With --roster each gets a zip of their own.`,
        ]
      : []),
  ];
  print({ out: options.out, ...packed }, lines.join("\n"), options);
}

const KINDS = {
  solution: "of solutions",
  trap: "of traps",
  golden: "golden",
  hints: "with hints",
  test: "of tests and manifests",
  "private-test": "of your private tests",
} as const;

function provedText({ proofs }: Packed): string {
  const files = proofs.reduce((sum, each) => sum + each.files, 0);
  const lookedFor: Proof["lookedFor"] = proofs[0]?.lookedFor ?? {};
  const kinds = Object.entries(KINDS).flatMap(([kind, said]) => {
    const count = lookedFor[kind as keyof typeof KINDS];
    return count === undefined ? [] : [`${count} ${said}`];
  });
  return `Read back and searched: ${files} files, for the names and texts of what is kept back (files: ${kinds.join(", ")}). None is in it.`;
}
