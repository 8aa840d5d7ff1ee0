import { z } from "zod";
import type { ArchiveParts } from "./archive-read.ts";
import type { ArchivedImage } from "./archived-image.ts";
import { parseJson } from "./config.ts";
import { ociImages } from "./manifest-oci.ts";
import { ImageReadError } from "./read-error.ts";

const dockerSchema = z.array(
  z.object({
    Config: z.string(),
    RepoTags: z.array(z.string()).nullish(),
    Layers: z.array(z.string()).nullish(),
  }),
);

/** The images that an archive lists: by `manifest.json` (every `docker save` since 1.10), else by OCI's `index.json`. */
export function listImages(parts: ArchiveParts): ArchivedImage[] {
  const manifest = parts.json("manifest.json");
  if (!manifest) return ociImages(parts);
  const listed = dockerSchema.safeParse(parseJson(manifest.text, "manifest.json"));
  if (!listed.success)
    throw new ImageReadError(`manifest.json is malformed: ${z.prettifyError(listed.error)}`);
  return listed.data.map(({ Config, RepoTags, Layers }) => ({
    config: Config,
    layers: Layers ?? [],
    tags: RepoTags ?? [],
    manifestDigest: null,
  }));
}

/**
 * The image meant by a tag (`debian:13`; `:latest` may be left out) or an id (`sha256:…`, or at least 6 hex digits of
 * it); without either, the only image there is.
 */
export function chooseImage(parts: ArchiveParts, wanted?: string): ArchivedImage {
  const images = listImages(parts);
  if (images.length === 0) throw new ImageReadError("The archive lists no image.");
  const matching = wanted === undefined ? images : images.filter((image) => isMeant(parts, image, wanted));
  const [first] = matching;
  const distinct = new Set(matching.map((image) => image.config));
  if (first && distinct.size === 1) return first;
  const names = images.map((image) => image.tags.join(" ") || image.config).join(", ");
  if (wanted === undefined)
    throw new ImageReadError(`The archive holds ${distinct.size} images (${names}): say which one.`);
  const seen = distinct.size === 0 ? "no image" : `${distinct.size} images`;
  throw new ImageReadError(`The archive holds ${seen} called ${wanted}. It holds: ${names}.`);
}

function isMeant(parts: ArchiveParts, image: ArchivedImage, wanted: string): boolean {
  if (image.tags.some((tag) => tag === wanted || tag === `${wanted}:latest`)) return true;
  const hex = wanted.replace(/^sha256:/, "");
  if (!/^[0-9a-f]{6,64}$/.test(hex)) return false;
  const digests = [parts.json(image.config)?.digest, image.manifestDigest];
  return digests.some((digest) => digest?.slice("sha256:".length).startsWith(hex) ?? false);
}
