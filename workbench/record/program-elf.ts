import { stat } from "node:fs/promises";
import { readElfFile } from "../image/elf.ts";
import type { Cast } from "../lab/prepare.ts";
import { highestGlibc } from "./glibc.ts";
import type { Observation } from "./schema.ts";

/** What a recording keeps of a program's ELF header; its size in bytes. Throws for a program that the experiment does not list. */
export async function programElf(
  programs: Cast["programs"],
  id: string,
  title: string,
): Promise<Extract<Observation, { kind: "elf" }>> {
  const program = programs.find((each) => each.id === id);
  const facts = program ? await readElfFile(program.path) : null;
  if (!program || !facts) throw new Error(`The experiment does not list the program "${id}".`);
  const { size } = await stat(program.path);
  return {
    kind: "elf",
    title,
    path: id,
    bytes: size,
    linkage: facts.linkage,
    interpreter: facts.interpreter,
    needed: [...facts.needed],
    glibcNeeded: highestGlibc(facts),
  };
}
