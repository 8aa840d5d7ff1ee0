import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { openSecondEngine } from "../../../engine/client.ts";
import { EngineFault } from "../../../engine/errors.ts";
import { command } from "../../../engine/private/command.ts";
import type { Engine } from "../../../engine/types.ts";
import { makeFolder } from "../../../folder.ts";
import { withLock } from "../../../lock.ts";
import { isAlive } from "../../../alive.ts";
import { openCell, type CellRequest } from "../engine/cell.ts";
import { endSandbox } from "../engine/remove.ts";
import { forget } from "../engine/records.ts";
import { pathsIn } from "../engine/places.ts";
import { templateKey } from "./key.ts";

/** Milliseconds in which an engine that is asked to end does so. */
const END_MS = 30_000;

export interface TemplateRequest extends Omit<CellRequest, "disk"> {
  /** Where the images come from. */
  readonly source: Engine;
  /** Tags of the images. */
  readonly tags: readonly string[];
  readonly diskMegabytes: number;
  readonly onProgress: (line: string) => void;
}

/**
 * The file system that every sandbox of a class begins with: an engine's data root that holds these images and nothing
 * else. Made once for its content, under a lock, and put in place whole. Returns its path.
 */
export async function ensureTemplate(request: TemplateRequest): Promise<string> {
  const { source, tags, diskMegabytes, stateDir, onProgress, signal } = request;
  const images = await Promise.all(
    tags.map(async (tag) => [tag, (await source.image(tag))?.id ?? ""] as const),
  );
  const daemon = (await command("dockerd", ["--version"])).stdout.trim();
  const folder = path.join(stateDir, "grade", "templates");
  const file = path.join(folder, `${templateKey({ images, diskMegabytes, daemon })}.img`);
  if (existsSync(file)) return file;
  await makeFolder(folder);
  const onWait = (pid: number) => onProgress(`waiting for process ${pid}, which makes the sandbox's disk`);
  await withLock(`${file}.lock`, () => (existsSync(file) ? undefined : make(file, request)) ?? done(), {
    onWait,
    signal,
  });
  return file;
}

const done = (): Promise<void> => Promise.resolve();

async function make(file: string, request: TemplateRequest): Promise<void> {
  const { tags, diskMegabytes, source, onProgress, layout, stateDir } = request;
  onProgress(`making the disk that each sandbox begins with: ${tags.length} images`);
  const disk = (image: string) => format(image, diskMegabytes);
  const cell = await openCell({ ...request, disk });
  try {
    const { socket } = pathsIn(cell.places.root);
    const engine = await openSecondEngine({ socket, foundBy: "template of a sandbox" });
    for (const tag of tags) {
      request.signal?.throwIfAborted();
      await engine.load(Readable.from((await source.save(tag)) as AsyncIterable<Buffer>));
    }
    await requireAll(engine, tags);
    await stop(cell.first);
    await endSandbox(cell.places, layout);
    await rename(cell.places.image, file);
    await rm(cell.places.root, { recursive: true, force: true });
    await forget(stateDir, cell.places);
  } catch (error) {
    await cell.remove();
    throw error;
  }
}

/** An empty file system of a fixed size; the file grows as it is written. */
async function format(image: string, megabytes: number): Promise<void> {
  await mustRun("truncate", ["--size", `${megabytes}MB`, image]);
  // No journal: what a killed engine leaves is thrown away. More inodes than by default, since bases are many small files.
  await mustRun("mkfs.ext4", ["-q", "-F", "-m", "0", "-i", "8192", "-O", "^has_journal", image]);
}

/** Runs one of the system's programs. @throws EngineFault with what it said */
export async function mustRun(program: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await command(program, args);
  if (code === 0) return;
  throw new EngineFault(
    `\`${program}\` failed while a sandbox was made: ${stderr.trim()}`,
    "Run `groundwork doctor --grading`: it says what this machine lacks for a sandbox.",
  );
}

async function requireAll(engine: Engine, tags: readonly string[]): Promise<void> {
  for (const tag of tags) {
    if (await engine.image(tag)) continue;
    throw new EngineFault(`The image ${tag} did not get onto the sandbox's disk.`, "Try again.");
  }
}

/** Asks it to end, so that its files are whole. */
async function stop(pid: number): Promise<void> {
  process.kill(pid, "SIGTERM");
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited > END_MS) throw new EngineFault("The template's engine did not end when asked.", "Try again.");
    await sleep(50);
  }
}
