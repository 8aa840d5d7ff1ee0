/**
 * True when a version ("v22.22.1") is at least what an engines range (">=22.22") asks for.
 * Only this one form of range is read: it is the one that package.json uses, and semver is not installed yet.
 */
export function fits(version, range) {
  const wanted = /^>=\s*([\d.]+)$/.exec(range)?.[1];
  if (!wanted)
    throw new Error(`package.json: groundwork.node must look like ">=22.22", not ${JSON.stringify(range)}`);
  const [have, need] = [version.replace(/^v/, ""), wanted].map((text) => text.split(".").map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (have[part] ?? 0) - (need[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
