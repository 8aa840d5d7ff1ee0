/** What differs between two runs of the same thing and teaches nothing: container ids, addresses, mirrors. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{64}\b/g, "<id>"],
  [/\b127\.0\.0\.1:\d+\/groundwork\//g, "localhost:5000/"],
  // apt names a list by the address it came from: which mirror that is, is each machine's matter.
  [/(?<=\/var\/lib\/apt\/lists\/)[^\s"'/]+?(?=_dists_)/g, "<mirror>"],
  [/\bhttps?:\/\/[^\s"']+/g, "<address>"],
  // Where an engine with overlay2 keeps a build step's files: BuildKit's texts name it.
  [/(?:\/[^\s/]+)+\/overlay2\/[^\s/]+\/merged(?=\/)/g, ""],
  [/groundwork-(?:scene-)?p\d+h[0-9a-f]{6}-[A-Za-z0-9]{6}\b/g, "<folder>"],
];

/** Takes out digests alone: of a text of our own, in which everything else stays. Pure. */
export function steadyDigests(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, "<id>");
}

/** Takes out what varies from run to run, so that a recording changes only when what it shows has changed. Pure. */
export function steadyText(text: string): string {
  return RULES.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text).replaceAll("\r\n", "\n");
}
