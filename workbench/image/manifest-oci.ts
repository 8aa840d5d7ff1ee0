import { z } from "zod";
import type { ArchiveParts } from "./archive-parts.ts";
import type { ArchivedImage } from "./archived-image.ts";
import { parseJson } from "./config.ts";
import { ImageReadError } from "./read-error.ts";

const descriptorSchema = z.object({
  mediaType: z.string().nullish(),
  digest: z.string().regex(/^[a-z0-9]+:[0-9a-f]+$/),
  annotations: z.record(z.string(), z.string()).nullish(),
  platform: z.object({ os: z.string().nullish(), architecture: z.string().nullish() }).nullish(),
});
type Descriptor = z.infer<typeof descriptorSchema>;

const documentSchema = z.object({
  manifests: z.array(descriptorSchema).nullish(),
  config: descriptorSchema.nullish(),
  layers: z.array(descriptorSchema).nullish(),
});

const MAX_DEPTH = 4;
const MAX_IMAGES = 256;
const REF_NAMES = ["io.containerd.image.name", "org.opencontainers.image.ref.name"];

/**
 * The images of an OCI layout (image-spec, image-layout.md), index within index followed. Left out: attestations, and
 * images of platforms whose blobs the archive does not carry.
 */
export function ociImages(parts: ArchiveParts): ArchivedImage[] {
  const index = parts.json("index.json");
  if (!index)
    throw new ImageReadError("The archive is no image: it has neither manifest.json nor index.json.");
  const images: ArchivedImage[] = [];
  const visit = (text: string, digest: string | null, tags: readonly string[], depth: number) => {
    if (images.length >= MAX_IMAGES) return;
    const document = parseDocument(text, digest ?? "index.json");
    if (document.config && digest !== null)
      images.push(imageOf(document.config, document.layers ?? [], tags, digest));
    if (depth >= MAX_DEPTH) return;
    for (const child of (document.manifests ?? []).filter(isImage).slice(0, MAX_IMAGES)) {
      const blob = parts.json(blobName(child.digest));
      if (blob) visit(blob.text, child.digest, namesOf(child) ?? tags, depth + 1);
    }
  };
  visit(index.text, null, [], 0);
  return images.filter((image) => parts.json(image.config) !== null);
}

function parseDocument(text: string, name: string) {
  const parsed = documentSchema.safeParse(parseJson(text, name));
  if (parsed.success) return parsed.data;
  throw new ImageReadError(`${name} is malformed: ${z.prettifyError(parsed.error)}`);
}

function imageOf(
  config: Descriptor,
  layers: readonly Descriptor[],
  tags: readonly string[],
  digest: string,
): ArchivedImage {
  return {
    config: blobName(config.digest),
    layers: layers.map((layer) => blobName(layer.digest)),
    tags,
    manifestDigest: digest,
  };
}

/** BuildKit marks what is no image: platform `unknown/unknown`, and an annotation on the attestation's descriptor. */
function isImage(descriptor: Descriptor): boolean {
  const attests = descriptor.annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
  return !attests && descriptor.platform?.os !== "unknown";
}

function namesOf(descriptor: Descriptor): string[] | null {
  const names = REF_NAMES.map((name) => descriptor.annotations?.[name]).filter((name) => name !== undefined);
  // containerd writes the full name; people say the familiar one.
  return names.length > 0 ? names.map((name) => name.replace(/^docker\.io\/(library\/)?/, "")) : null;
}

const blobName = (digest: string) => `blobs/${digest.replace(":", "/")}`;
