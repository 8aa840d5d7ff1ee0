import { z } from "zod";
import type { ArchiveParts } from "./archive-parts.ts";
import type { ArchivedImage } from "./archived-image.ts";
import { parseConfig, parseJson } from "./config.ts";
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

/** How to tell which image of several is meant. */
export interface ImageChoice {
  readonly image?: string | undefined;
  readonly platform?: string | undefined;
}

/**
 * The image meant by a tag (`debian:13`; `:latest` may be left out) or an id (`sha256:…`, or at least 6 hex digits of
 * it), of the platform asked for; without either, the only image there is, or the only one for this machine. Throws
 * ImageReadError that names those there are.
 */
export function chooseImage(
  parts: ArchiveParts,
  { image: wanted, platform }: ImageChoice = {},
): ArchivedImage {
  const images = listImages(parts);
  if (images.length === 0) throw new ImageReadError("The archive lists no image.");
  const named = wanted === undefined ? images : images.filter((image) => isMeant(parts, image, wanted));
  const fitting = distinct(
    platform === undefined ? named : named.filter((image) => fits(parts, image, platform)),
  );
  const here = fitting.length > 1 ? fitting.filter((image) => fits(parts, image, HERE)) : fitting;
  const [only] = here;
  if (only && here.length === 1) return only;
  throw new ImageReadError(refusalOf(parts, images, fitting.length, { image: wanted, platform }));
}

/** Engines run Linux images, whatever the host is. */
const HERE = `linux/${process.arch === "x64" ? "amd64" : process.arch}`;

const distinct = (images: readonly ArchivedImage[]) => [
  ...new Map(images.map((image) => [image.config, image])).values(),
];

/** `linux/arm` fits `linux/arm/v7`. */
function fits(parts: ArchiveParts, image: ArchivedImage, platform: string): boolean {
  return `${platformOf(parts, image)}/`.startsWith(`${platform}/`);
}

/** Empty where the config can't be read: that is only an error when this image is the one meant. */
function platformOf(parts: ArchiveParts, image: ArchivedImage): string {
  const json = parts.json(image.config);
  try {
    return json ? parseConfig(json.text).platform : "";
  } catch {
    return "";
  }
}

const nameOf = (image: ArchivedImage) => image.tags.join(" ") || image.config;

function refusalOf(
  parts: ArchiveParts,
  images: readonly ArchivedImage[],
  found: number,
  { image, platform }: ImageChoice,
): string {
  const platforms = new Set(images.map((each) => platformOf(parts, each)));
  const list = (
    platforms.size > 1
      ? images.map((each) => `${nameOf(each)} (${platformOf(parts, each)})`)
      : images.map(nameOf)
  ).join(", ");
  if (image === undefined && platform === undefined)
    return `The archive holds ${found} images (${list}): say which one.`;
  const seen = found === 0 ? "no image" : `${found} images`;
  const called = image === undefined ? "" : ` called ${image}`;
  const fitting = platform === undefined ? "" : ` for ${platform}`;
  return `The archive holds ${seen}${called}${fitting}. It holds: ${list}.`;
}

function isMeant(parts: ArchiveParts, image: ArchivedImage, wanted: string): boolean {
  if (image.tags.some((tag) => tag === wanted || tag === `${wanted}:latest`)) return true;
  const hex = wanted.replace(/^sha256:/, "");
  if (!/^[0-9a-f]{6,64}$/.test(hex)) return false;
  const digests = [parts.json(image.config)?.digest, image.manifestDigest];
  return digests.some((digest) => digest?.slice("sha256:".length).startsWith(hex) ?? false);
}
