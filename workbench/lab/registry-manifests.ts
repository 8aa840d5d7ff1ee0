import { createHash } from "node:crypto";
import { z } from "zod";

const INDEX = "application/vnd.oci.image.index.v1+json";
const MANIFESTS = [
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
];

const descriptorSchema = z.object({ digest: z.string(), size: z.int() });
const manifestSchema = z.object({ config: descriptorSchema, layers: z.array(descriptorSchema) });
const configSchema = z.object({ os: z.string(), architecture: z.string() });

/** A manifest or an index as a registry keeps it: its digest is the sha256 of exactly these bytes. */
interface Stored {
  readonly mediaType: string;
  readonly bytes: string;
}

/** Where one registry answers: `http://127.0.0.1:PORT/v2/groundwork`. */
export type RegistryUrl = string;

/** The layers of `name:tag`, base first. `marker` is left in the registry's log as the one who asked. */
export async function layersOfManifest(
  url: RegistryUrl,
  name: string,
  marker: string,
): Promise<readonly z.infer<typeof descriptorSchema>[]> {
  const { bytes } = await stored(url, name, MANIFESTS, { "user-agent": marker });
  return manifestSchema.parse(JSON.parse(bytes)).layers;
}

/**
 * Gives what `from` means a further tag, or moves that tag: the same bytes are put under another name of the same
 * repository, and no layer is sent. @throws when the registry refuses
 */
export async function tagManifest(url: RegistryUrl, from: string, tag: string): Promise<void> {
  const [repository = from] = from.split(":");
  await put(url, `${repository}:${tag}`, await stored(url, from, [...MANIFESTS, INDEX]));
}

/**
 * Puts an index under `name:tag` that leads to images of the same repository, one for each platform. A platform is read
 * from the image's own config. Returns the index' digest. Format: OCI image specification, image-index.md.
 */
export async function putIndex(url: RegistryUrl, name: string, tags: readonly string[]): Promise<string> {
  const [repository = name] = name.split(":");
  const manifests = [];
  for (const tag of tags) {
    const { mediaType, bytes } = await stored(url, `${repository}:${tag}`, MANIFESTS);
    const { config } = manifestSchema.parse(JSON.parse(bytes));
    const { os, architecture } = configSchema.parse(
      await (await answered(`${url}/${repository}/blobs/${config.digest}`)).json(),
    );
    const size = Buffer.byteLength(bytes);
    manifests.push({ mediaType, size, digest: digestOf(bytes), platform: { os, architecture } });
  }
  if (new Set(manifests.map(({ platform }) => platform.architecture)).size < tags.length)
    throw new Error(`Of ${tags.join(", ")}, two are for the same processor: an index can't tell them apart.`);
  const bytes = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }, null, 2);
  await put(url, name, { mediaType: INDEX, bytes });
  return digestOf(bytes);
}

function digestOf(bytes: string): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

async function stored(
  url: RegistryUrl,
  name: string,
  accept: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Stored> {
  const answer = await answered(place(url, name), { headers: { accept: accept.join(", "), ...headers } });
  return { mediaType: answer.headers.get("content-type") ?? "", bytes: await answer.text() };
}

async function put(url: RegistryUrl, name: string, { mediaType, bytes }: Stored): Promise<void> {
  await answered(place(url, name), { method: "PUT", headers: { "content-type": mediaType }, body: bytes });
}

function place(url: RegistryUrl, name: string): string {
  const [repository = name, tag = "latest"] = name.split(":");
  return `${url}/${repository}/manifests/${tag}`;
}

async function answered(url: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (answer.ok) return answer;
  throw new Error(`The registry answered ${answer.status} to ${url}: ${await answer.text()}`);
}
