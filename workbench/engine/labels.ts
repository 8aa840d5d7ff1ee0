/** Everything that Groundwork starts or builds carries these labels, so that all of it can be found and removed. */
export const LABEL_RUN = "dev.groundwork.run";

/**
 * Only containers carry it, never an image: labels are inherited, so a container that a user runs from an image built
 * on one of ours has the other label too.
 */
export const LABEL_CONTAINER = "dev.groundwork.container";

/** The only prefix under which Groundwork ever tags an image. */
export const TAG_PREFIX = "groundwork/";

/** Tags of the bases: what stays in the engine between runs. */
export const BASE_TAG_PREFIX = "groundwork/base-";

/** Tags of the program images, made from the pinned npm packages. */
export const PROGRAM_TAG_PREFIX = "groundwork/program-";

/** Throws when a tag is not one of ours: nothing in the user's engine is ever renamed. */
export function requireOwnTag(tag: string): void {
  if (!tag.startsWith(TAG_PREFIX)) {
    throw new Error(`Groundwork tags images under ${TAG_PREFIX} only, not "${tag}".`);
  }
}

/** A name of ours in a registry on this machine: where runs push to, and nowhere else. */
const OWN_PLACE = /^(127\.0\.0\.1|localhost):\d+\/groundwork\/[a-z0-9._/-]+:[\w.-]+$/;

/** Whether a tag names a place in a registry that a run started. */
export function isOwnPlace(tag: string): boolean {
  return OWN_PLACE.test(tag);
}

/** Throws when a push would leave this machine, or use a name that is not ours. */
export function requireOwnPlace(tag: string): void {
  if (!isOwnPlace(tag)) {
    throw new Error(`Groundwork pushes to 127.0.0.1:PORT/${TAG_PREFIX}NAME:TAG only, not to "${tag}".`);
  }
}
