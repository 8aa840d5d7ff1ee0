import type { Readable, Writable } from "node:stream";
import { intro, isCancel, multiselect, text } from "@clack/prompts";
import { listLabs } from "../../lab/load.ts";
import { LABS_DIR } from "../../project.ts";

/** What has to be said of a new assignment. */
export interface Said {
  readonly id?: string;
  readonly title?: string;
  readonly labs?: readonly string[];
  readonly due?: string;
}

interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly signal?: AbortSignal;
}

/** Asks what was not said. Null when somebody stopped. */
export async function askAssignment(said: Said, terminal: Terminal): Promise<Said | null> {
  intro("A new assignment. Enter goes on, Ctrl-C stops.", terminal);
  const ask = async (message: string, given: string | undefined, placeholder: string, must: boolean) =>
    given ?? (await text({ ...terminal, message, placeholder, validate: must ? needed : undefined }));
  const title = await ask("What is it called?", said.title, "Week 3: small images", true);
  if (isCancel(title)) return null;
  const id = await ask("A short name for files: small letters, digits, dashes", said.id, "week-3", true);
  if (isCancel(id)) return null;
  const labs = said.labs === undefined ? await askLabs(terminal) : [...said.labs];
  if (typeof labs === "symbol") return null;
  const due = await ask(
    "When is it due? With its offset from UTC, or empty",
    said.due,
    "2026-11-20T23:59:00+01:00",
    false,
  );
  return isCancel(due) ? null : { id, title, labs, due: due ?? "" };
}

async function askLabs(terminal: Terminal): Promise<string[] | symbol> {
  const labs = await listLabs(LABS_DIR);
  const options = labs.map((lab) => ({ value: lab, label: lab }));
  return multiselect({ ...terminal, message: "Which labs? Space marks.", options, required: true });
}

function needed(typed: string | undefined): string | undefined {
  return typed === undefined || typed.trim() === "" ? "Something has to stand here." : undefined;
}
