import { mkdtemp, readFile } from "node:fs/promises";
import path from "node:path";
import { BadInput } from "../../../lab/errors.ts";
import { cell, readCsv } from "../csv.ts";
import { git } from "../git.ts";
import { NotTaken } from "../shelf.ts";
import { gitShelf } from "../shelves/git.ts";
import type { HandIn, Opened, Source, SourceContext } from "./types.ts";

interface Line {
  readonly who: string;
  readonly repository: string;
  readonly commit: string;
}

/**
 * A list of Git repositories: a CSV with the columns `student`, `repository` and perhaps `commit`, or a text with a repository a
 * line, perhaps after the student's login. Paths are those beside the list. Throws BadInput.
 */
export async function repositorySource(file: string, context: SourceContext): Promise<Source> {
  const lines = /\.csv$/i.test(file) ? await csvLines(file) : await textLines(file);
  const handIns = lines.map((line): HandIn => {
    const { who, repository, commit } = line;
    const open = (): Promise<Opened> => opened(path.dirname(file), line, context);
    const receivedAt = context.received.get(who.normalize("NFC")) ?? null;
    return { source: `${repository}@${commit}`, who, file: null, attempt: 0, late: false, receivedAt, open };
  });
  return { handIns, refused: [], [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function csvLines(file: string): Promise<Line[]> {
  return (await readCsv(file)).map((row, index) => {
    const repository = cell(row, ["repository", "repo", "url", "path", "checkout"]);
    if (repository === null)
      throw new BadInput(
        `${file}, line ${index + 2}, names no repository.`,
        'Give two columns: "student" and "repository".',
      );
    const who = cell(row, ["student", "login", "username", "id", "email", "name"]) ?? lastName(repository);
    return { who, repository, commit: cell(row, ["commit", "ref", "branch"]) ?? "HEAD" };
  });
}

async function textLines(file: string): Promise<Line[]> {
  const text = await readFile(file, "utf8");
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [first = "", ...rest] = line.split(/\s+/);
      const repository = rest.length === 0 ? first : rest.join(" ");
      return { who: rest.length === 0 ? lastName(repository) : first, repository, commit: "HEAD" };
    });
}

function lastName(repository: string): string {
  return path.basename(repository).replace(/\.git$/, "");
}

const URL_LIKE = /^(https|ssh|file):\/\/|^[\w.-]+@[\w.-]+:/;

async function opened(beside: string, { repository, commit }: Line, context: SourceContext): Promise<Opened> {
  const isUrl = URL_LIKE.test(repository);
  const dir = isUrl ? await cloned(repository, context) : path.resolve(beside, repository);
  const shelf = await gitShelf(dir, commit, context.limits);
  return { shelf, receivedAt: shelf.committedAt, commit: shelf.commit };
}

/** Fetches objects only: nothing is checked out, so no filter runs and no submodule is followed. */
async function cloned(url: string, { temporary, limits }: SourceContext): Promise<string> {
  const dir = await mkdtemp(path.join(temporary, "clone-"));
  const how = ["--bare", "--no-tags", "--no-recurse-submodules", "--template=", "--quiet"];
  await git(["clone", ...how, "--", url, dir], {
    most: 1_000_000,
    timeoutMs: limits.cloneSeconds * 1000,
  }).catch((error: unknown) => {
    const why = String(error).replace(/\s+/g, " ").slice(0, 300);
    throw new NotTaken(
      "no-clone",
      `It can't be fetched (${why}). See that the address is right and that you may read it.`,
    );
  });
  return dir;
}
