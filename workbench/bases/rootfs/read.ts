import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import type { Header } from "tar-stream";
import type { RootEntry } from "./entry.ts";

const TYPES: Readonly<Record<string, RootEntry["type"]>> = {
  file: "file",
  "contiguous-file": "file",
  directory: "directory",
  symlink: "symlink",
  link: "hardlink",
};

/**
 * The entries of a tar, one after the other. Device nodes, sockets and the root folder itself are left out: a base image
 * carries none, the engine makes /dev when a container starts.
 * @throws when the stream ends early or is no tar
 */
export async function* readRootfs(tar: NodeJS.ReadableStream): AsyncGenerator<RootEntry> {
  const parser = extract();
  tar.on("error", (error: Error) => parser.destroy(error));
  tar.pipe(parser);
  for await (const entry of parser) {
    const body = await buffer(entry);
    const read = toEntry(entry.header, body);
    if (read !== null) yield read;
  }
}

function toEntry(header: Header, body: Buffer): RootEntry | null {
  const type = TYPES[header.type ?? "file"];
  const path = plainPath(header.name);
  if (type === undefined || path === "") return null;
  const link = header.linkname ?? "";
  return {
    path,
    type,
    mode: header.mode ?? 0o644,
    uid: header.uid ?? 0,
    gid: header.gid ?? 0,
    mtime: Math.floor((header.mtime?.getTime() ?? 0) / 1000),
    target: type === "symlink" ? link : type === "hardlink" ? plainPath(link) : null,
    body,
  };
}

/** `./usr/bin/` → `usr/bin`; `./` → `` */
export function plainPath(name: string): string {
  return name
    .replace(/^(\.?\/)+/, "")
    .replace(/^\.$/, "")
    .replace(/\/+$/, "");
}
