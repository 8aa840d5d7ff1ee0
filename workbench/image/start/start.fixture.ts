import { makeElf, type ElfPlan } from "../elf.fixture.ts";
import { readElf } from "../elf.ts";
import { impliedFolder } from "../implied.ts";
import type { FileFacts, ImageConfig } from "../types.ts";
import type { StartImage } from "./types.ts";

/** One path of a made image. Text is a file's content, so `#!…` makes a script; `elf` makes a program or library. */
export type Made =
  | string
  | { readonly link: string }
  | { readonly folder: true; readonly mode?: number }
  | { readonly elf: Partial<ElfPlan>; readonly mode?: number; readonly uid?: number }
  | { readonly text: string | Uint8Array; readonly mode?: number; readonly keep?: boolean };

/** An image of these paths; folders on the way are there. Files are 755 and root's. What has a text is kept. */
export function madeImage(
  entries: Readonly<Record<string, Made>>,
  config: Partial<ImageConfig> = {},
  platform = "linux/amd64",
): StartImage {
  const files = new Map<string, FileFacts>();
  const contents = new Map<string, { bytes: Uint8Array; whole: boolean }>();
  const put = (path: string, more: Partial<FileFacts>) => files.set(path, { ...EMPTY, path, ...more });
  for (const [path, made] of Object.entries(entries)) {
    const parts = path.split("/").slice(1, -1);
    for (const index of parts.keys()) {
      const folder = `/${parts.slice(0, index + 1).join("/")}`;
      if (!files.has(folder)) put(folder, { type: "directory" });
    }
    if (typeof made === "object" && "link" in made) put(path, { type: "symlink", linkTarget: made.link });
    else if (typeof made === "object" && "folder" in made)
      put(path, { type: "directory", mode: made.mode ?? 0o755 });
    else if (typeof made === "object" && "elf" in made) {
      const bytes = makeElf({ bits: 64, littleEndian: true, type: 3, ...made.elf });
      const elf = readElf(bytes);
      if (!elf) throw new Error(`${path} came out as no ELF file`);
      put(path, {
        bytes: bytes.length,
        mode: made.mode ?? 0o755,
        uid: made.uid ?? 0,
        program: { kind: "elf", elf },
      });
    } else {
      const { text, mode = 0o755 } = typeof made === "string" ? { text: made } : made;
      const bytes = Buffer.from(text);
      const head = bytes.toString("latin1");
      const line = head.startsWith("#!") ? (head.slice(2, 257).split("\n", 1)[0] ?? "") : null;
      put(path, { bytes: bytes.length, mode, program: line === null ? null : { kind: "script", line } });
      contents.set(path, { bytes, whole: true });
    }
  }
  return { platform, files, contents, config: { ...NO_CONFIG, ...config } };
}

const EMPTY: FileFacts = { ...impliedFolder("/"), type: "file" };

/** A config that says nothing. */
export const NO_CONFIG: ImageConfig = {
  user: "",
  env: [],
  entrypoint: null,
  cmd: null,
  workdir: "",
  labels: {},
  exposedPorts: [],
  volumes: [],
  stopSignal: null,
  onBuild: [],
  healthcheck: null,
};

/** What ldconfig would write: the new format, one entry a library. */
export function madeCache(
  entries: readonly (readonly [name: string, path: string, flags?: number, hwcap?: bigint])[],
): Buffer {
  const header = Buffer.alloc(48 + entries.length * 24);
  header.write("glibc-ld.so.cache1.1", "latin1");
  header.writeUInt32LE(entries.length, 20);
  header[28] = 2;
  const strings: Buffer[] = [];
  let end = header.length;
  const text = (value: string) => {
    const start = end;
    strings.push(Buffer.from(`${value}\0`));
    end += Buffer.byteLength(value) + 1;
    return start;
  };
  entries.forEach(([name, path, flags = 0x303, hwcap = 0n], index) => {
    const at = 48 + index * 24;
    header.writeUInt32LE(flags, at);
    header.writeUInt32LE(text(name), at + 4);
    header.writeUInt32LE(text(path), at + 8);
    header.writeBigUInt64LE(hwcap, at + 16);
  });
  return Buffer.concat([header, ...strings]);
}
