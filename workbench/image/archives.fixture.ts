import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gzipSync, zstdCompressSync } from "node:zlib";
import tar, { type Header } from "tar-stream";
import { collect, chunksOf } from "./chunks.ts";

/** One entry of a tar that a test builds; `content` makes it a file. */
export type Entry = Partial<Header> & { readonly name: string; readonly content?: string | Uint8Array };

export async function tarOf(entries: readonly Entry[]): Promise<Buffer> {
  const pack = tar.pack();
  for (const { content, ...header } of entries) {
    // A fixed time, so that the same entries give the same digest.
    const timed = { mtime: new Date(0), ...header };
    if (content === undefined) pack.entry(timed);
    else pack.entry(timed, Buffer.from(content));
  }
  pack.finalize();
  return Buffer.from(await collect(chunksOf(pack)));
}

export const hexOf = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

export function configOf(layers: readonly Uint8Array[], more: object = {}): string {
  const diff_ids = layers.map((layer) => `sha256:${hexOf(layer)}`);
  return JSON.stringify({
    architecture: "amd64",
    os: "linux",
    rootfs: { type: "layers", diff_ids },
    unknown: 1,
    ...more,
  });
}

export const COMPRESSORS = {
  none: (bytes: Uint8Array) => Buffer.from(bytes),
  gzip: (bytes: Uint8Array) => gzipSync(bytes),
  zstd: (bytes: Uint8Array) => zstdCompressSync(bytes),
};
export type Compressor = keyof typeof COMPRESSORS;

/** The entries of a `docker save` archive as engines before 25 write it. */
export function legacyEntries(
  layers: readonly Uint8Array[],
  config = configOf(layers),
  tags = ["test:1"],
): Entry[] {
  const names = layers.map((_, index) => `layer${index}/layer.tar`);
  const manifest = JSON.stringify([{ Config: "config.json", RepoTags: tags, Layers: names }]);
  return [
    ...layers.map((layer, index) => ({ name: names[index] ?? "", content: layer })),
    { name: "config.json", content: config },
    { name: "manifest.json", content: manifest },
  ];
}

/** The entries of an OCI layout with its layers compressed, beside an attestation as BuildKit adds one. */
export function ociEntries(
  layers: readonly Uint8Array[],
  compressor: Compressor,
  config = configOf(layers),
): Entry[] {
  const blobs = layers.map(COMPRESSORS[compressor]);
  const at = (bytes: Uint8Array | string) => ({ name: `blobs/sha256/${hexOf(bytes)}`, content: bytes });
  const named = (bytes: Uint8Array | string) => ({ digest: `sha256:${hexOf(bytes)}`, size: bytes.length });
  const manifest = JSON.stringify({ schemaVersion: 2, config: named(config), layers: blobs.map(named) });
  const attestation = JSON.stringify({ config: named("{}"), layers: [] });
  const inner = JSON.stringify({
    manifests: [
      { ...named(manifest), platform: { os: "linux", architecture: "amd64" } },
      { ...named(attestation), platform: { os: "unknown", architecture: "unknown" } },
    ],
  });
  const index = JSON.stringify({
    manifests: [{ ...named(inner), annotations: { "io.containerd.image.name": "docker.io/library/test:1" } }],
  });
  const documents = [manifest, attestation, inner, config, "{}"].map(at);
  return [
    { name: "oci-layout", content: "{}" },
    { name: "index.json", content: index },
    ...documents,
    ...blobs.map(at),
  ];
}

/** Bytes as a stream of odd-sized chunks, so that nothing may count on where a chunk ends. */
export function streamOf(bytes: Uint8Array, chunk = 1009): Readable {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += chunk) parts.push(bytes.subarray(start, start + chunk));
  return Readable.from(parts, { objectMode: true });
}
