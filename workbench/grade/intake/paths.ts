import type { Problem } from "./shelf.ts";

/** A path inside a hand-in, in one spelling; or why it can be none. */
export type CleanPath = { readonly path: string } | { readonly problem: Problem };

/**
 * The path of an entry as we compare it: forward slashes, Unicode NFC, without `./` and the last slash. One that leads out of
 * the hand-in, or that no file system would take, is a problem. Pure.
 */
export function cleanPath(written: string): CleanPath {
  const slashes = written.normalize("NFC").replaceAll("\\", "/");
  if (hasControls(slashes) || slashes.length > 1000)
    return problem("odd-name", "Its name has signs that no file's name needs, or is too long. Rename it.");
  if (slashes.startsWith("/") || /^[A-Za-z]:/.test(slashes) || slashes.split("/").includes(".."))
    return problem(
      "path-outside",
      "Its path leads out of the hand-in. Pack the lab's folder from the folder above it.",
    );
  const path = slashes
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
  return { path };
}

function hasControls(text: string): boolean {
  return [...text].some((sign) => (sign.codePointAt(0) ?? 0) < 32 || sign === "\u007f");
}

function problem(code: string, reason: string): CleanPath {
  return { problem: { code, reason } };
}
