/** What a text for strangers must not hold. */
export interface Private {
  /** The state folder. */
  readonly state: string;
  readonly checkout: string;
  readonly home: string;
  readonly user: string;
  readonly hostname: string;
}

/** A name shorter than this is found inside ordinary words. */
const SHORTEST_NAME = 3;
const NOBODY = new Set(["root", "docker", "user", "localhost"]);

/** Takes out of a text what tells who and where somebody is: folders, names, and passwords in addresses. Pure. */
export function masked(text: string, { state, checkout, home, user, hostname }: Private): string {
  const folders: [string, string][] = [
    [state, "<state>"],
    [checkout, "<checkout>"],
    [home, "~"],
  ];
  // The longest first: a state folder lies in a checkout, and a checkout in a home.
  const paths = folders.sort(([a], [b]) => b.length - a.length).filter(([path]) => path.length > 1);
  let shown = text.replace(/(\w+:\/\/)[^/\s:@]+(?::[^/\s@]*)?@/g, "$1<login>@");
  for (const [path, name] of paths) shown = shown.replaceAll(path, name);
  const names = new Map([
    [user, "<user>"],
    [hostname, "<host>"],
  ]);
  return shown.replace(/[\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu, (word) =>
    word.length < SHORTEST_NAME || NOBODY.has(word) ? word : (names.get(word) ?? word),
  );
}
