/** Whether a target can only mean a file or folder: it is written as a path, or ends as archives do. */
export function isPath(target: string): boolean {
  return (
    /^(\.{1,2}$|\.{0,2}[\\/]|~[\\/]|[A-Za-z]:[\\/])/.test(target) ||
    /\.(tar|tgz|gz|tzst|zst|oci)$/i.test(target)
  );
}

/** Whether the engine would take a target for a name or an id (distribution/reference, its grammar); upper case only in a tag. */
export function isReference(target: string): boolean {
  return /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::\d+)?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]{32,})?$/.test(
    target,
  );
}
