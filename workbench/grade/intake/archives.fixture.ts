import { buffer } from "node:stream/consumers";
import { pack, type Header } from "tar-stream";
import { ZipFile } from "yazl";
import { openHandIn, type OpenedHandIn } from "./open.ts";
import { intakeLimitsSchema } from "./limits.ts";
import type { Shelf } from "./shelf.ts";
import type { WantedLab } from "./choose.ts";

/** A small lab: two files. */
export const LAB: WantedLab = {
  id: "03-small",
  formerly: ["03-tiny"],
  handIn: [
    { path: "web/Dockerfile", maxBytes: 1000 },
    { path: "answers.json", maxBytes: 100 },
  ],
  given: ["web/page.html", "variant.json"],
};

export const LIMITS = intakeLimitsSchema.parse(undefined);

/** What a right hand-in of that lab holds. */
export const RIGHT = { "03-small/web/Dockerfile": "FROM scratch\n", "03-small/answers.json": "{}" };

/** One entry of a made zip. */
export interface ZipEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly mode?: number;
}

/** A zip, made with a library; names that it refuses are put in afterwards, with `patched`. */
export async function zipOf(entries: readonly ZipEntry[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content = "", mode = 0o100644 } of entries)
    zip.addBuffer(Buffer.from(content), name, {
      mode,
      mtime: new Date(0),
      compress: content.length > 0,
    });
  zip.end();
  return buffer(zip.outputStream);
}

/** Plain files by their names. */
export function filesOf(files: Readonly<Record<string, string | Buffer>>): ZipEntry[] {
  return Object.entries(files).map(([name, content]) => ({ name, content }));
}

/** Puts another text of the same length in the place of one, everywhere. */
export function patched(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
}

/** One entry of a made tar. */
export interface TarMade extends Partial<Header> {
  readonly name: string;
  readonly content?: string;
}

/** A tar, made with a library. */
export async function tarOf(entries: readonly TarMade[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = "", ...header } of entries) tar.entry({ mtime: new Date(0), ...header }, content);
  tar.finalize();
  return buffer(tar);
}

/** Opens a hand-in of that lab from what a shelf holds. */
export function opened(open: () => Shelf | Promise<Shelf>, labs = [LAB]): Promise<OpenedHandIn> {
  const handIn = { source: "x", who: "x", file: null, attempt: 0, late: false, receivedAt: null };
  const opening = async () => ({ shelf: await open(), receivedAt: null });
  return openHandIn({ ...handIn, open: opening }, labs, LIMITS);
}

/** What was taken and what was told, in short. */
export function shortly({ found, leftOut }: OpenedHandIn): string[] {
  return [
    ...found.map(
      (each) => `${each.lab}: ${[...each.contents.keys()].join(" ")}${each.blocked ? " (blocked)" : ""}`,
    ),
    ...leftOut.map((each) => `${each.code} ${each.path ?? "-"}${each.blocks ? " (blocks)" : ""}`),
  ];
}
