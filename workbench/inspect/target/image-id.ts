const ID = /^(?:sha256:)?[0-9a-f]{7,64}$/;

/** Whether a text reads as an image id, whole or its first digits: an engine may know it, a registry never does. */
export function isImageId(text: string): boolean {
  return ID.test(text);
}
