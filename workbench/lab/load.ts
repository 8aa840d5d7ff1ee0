import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";
import { BadInput } from "./errors.ts";
import { hintIds } from "./hints.ts";
import { manifestSchema, type Manifest } from "./manifest.ts";

const MEND = "Correct the manifest; workbench/lab/manifest.ts says what each key means and what it may hold.";

/** A lab as it lies on disk. */
export interface Lab {
  readonly dir: string;
  readonly manifest: Manifest;
}

/** Ids of the labs below a folder, in order. */
export async function listLabs(labsDir: string): Promise<string[]> {
  const entries = await readdir(labsDir, { withFileTypes: true });
  return entries
    .filter((each) => each.isDirectory() && /^\d{2}-/.test(each.name))
    .map((each) => each.name)
    .sort();
}

/** Reads and checks one lab. Throws BadInput that names the file, the key and what is allowed. */
export async function loadLab(labsDir: string, id: string): Promise<Lab> {
  const known = await listLabs(labsDir);
  if (!known.includes(id)) {
    throw new BadInput(`There is no lab "${id}".`, `The labs are: ${known.join(", ")}.`);
  }
  const dir = path.join(labsDir, id);
  const file = path.join(dir, "lab.yaml");
  const text = await readFile(file, "utf8").catch(() => {
    throw new BadInput(
      `${relative(file)} is missing.`,
      "Every lab says what it is in a lab.yaml; CONTRIBUTING.md shows one.",
    );
  });
  const manifest = parseManifest(text, relative(file));
  const problems = [...(await crossCheck(manifest, dir, id)), ...formerProblems(manifest, known)];
  if (problems.length > 0)
    throw new BadInput(problems.map((each) => `${relative(file)}: ${each}`).join("\n"), MEND);
  return { dir, manifest };
}

/** Parses a manifest's text. Throws BadInput with one line for each key that is wrong. */
export function parseManifest(text: string, file: string): Manifest {
  const document = parseDocument(text);
  const broken = document.errors[0];
  if (broken) throw new BadInput(`${file} is no valid YAML: ${broken.message}`, MEND);
  const parsed = manifestSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new BadInput(parsed.error.issues.map((issue) => `${file}: ${explainIssue(issue)}`).join("\n"), MEND);
}

function explainIssue(issue: z.core.$ZodIssue): string {
  const key = issue.path.map(String).join(".") || "(top level)";
  if (issue.code === "unrecognized_keys") {
    const where = issue.path.length === 0 ? "" : ` in ${key}`;
    return `unknown key ${issue.keys.map((each) => `"${each}"`).join(", ")}${where}; remove it or correct its spelling`;
  }
  return `${key}: ${issue.message}`;
}

/** What a schema can't see: ids that must exist elsewhere. */
async function crossCheck(manifest: Manifest, dir: string, id: string): Promise<string[]> {
  const problems: string[] = [];
  if (manifest.id !== id)
    problems.push(`id: is "${manifest.id}", but the folder is "${id}"; they must be the same`);
  const seen = new Set<string>();
  const hints = hintIds(await readFile(path.join(dir, "hints.md"), "utf8").catch(() => ""));
  for (const task of manifest.tasks) {
    if (seen.has(task.id)) problems.push(`tasks: the id "${task.id}" stands twice`);
    for (const need of task.needs) {
      if (!seen.has(need)) problems.push(`tasks.${task.id}.needs: "${need}" is no earlier task`);
    }
    for (const file of task.files) {
      if (!manifest.handIn.some((each) => each.path === file))
        problems.push(`tasks.${task.id}.files: "${file}" is not among handIn`);
    }
    for (const hint of task.hints) {
      if (!hints.includes(hint))
        problems.push(`tasks.${task.id}.hints: hints.md has no section "## ${hint}"`);
    }
    seen.add(task.id);
  }
  for (const [name, expected] of [
    ["starter", manifest.starter] as const,
    ...Object.entries(manifest.traps),
  ]) {
    if (!seen.has(expected.failsAt))
      problems.push(`${name}.failsAt: "${expected.failsAt}" is no task of this lab`);
  }
  problems.push(...(await trapProblems(manifest, dir)));
  return problems;
}

/** A former name that is somebody's name today would give one progress to two. */
function formerProblems(manifest: Manifest, labs: readonly string[]): string[] {
  const tasks = manifest.tasks.map((task) => task.id);
  return [
    ...manifest.formerly.filter((id) => labs.includes(id)).map((id) => `formerly: "${id}" is a lab of today`),
    ...manifest.tasks.flatMap((task) =>
      task.formerly
        .filter((id) => tasks.includes(id))
        .map((id) => `tasks.${task.id}.formerly: "${id}" is a task of today`),
    ),
  ];
}

async function trapProblems(manifest: Manifest, dir: string): Promise<string[]> {
  const folders = (await readdir(path.join(dir, "traps")).catch(() => [])).sort();
  const named = Object.keys(manifest.traps);
  return [
    ...named
      .filter((name) => !folders.includes(name))
      .map((name) => `traps.${name}: there is no folder traps/${name}`),
    ...folders
      .filter((name) => !named.includes(name))
      .map((name) => `traps: the folder traps/${name} is not declared`),
  ];
}

function relative(file: string): string {
  return path.relative(process.cwd(), file) || file;
}
