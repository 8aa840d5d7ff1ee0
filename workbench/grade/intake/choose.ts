import { cleanPath } from "./paths.ts";
import { tooLarge, type EntryKind, type Listed } from "./shelf.ts";

/** What a lab takes. */
export interface WantedLab {
  readonly id: string;
  readonly formerly: readonly string[];
  readonly handIn: readonly { readonly path: string; readonly maxBytes: number }[];
  /** Files that its handout brings along: when they come back, there is nothing to say. */
  readonly given: readonly string[];
}

/** Something that is left out of a hand-in. */
export interface LeftOut {
  readonly lab: string | null;
  readonly path: string | null;
  readonly code: string;
  readonly reason: string;
  /** The lab can't be graded as it was handed in. */
  readonly blocks: boolean;
}

export interface ChosenFile {
  /** Place in the listing. */
  readonly at: number;
  /** As the manifest names it. */
  readonly path: string;
  /** As the hand-in names it. */
  readonly where: string;
  readonly maxBytes: number;
}

export interface Choice {
  /** For each lab of which something was found: its files. */
  readonly labs: ReadonlyMap<string, readonly ChosenFile[]>;
  readonly leftOut: readonly LeftOut[];
}

interface Entry extends Listed {
  readonly at: number;
}

/**
 * Which entries of a hand-in the labs take: exactly the files that their manifests name, in a folder named after the lab, in
 * one more folder around it, or, where there is one lab only, at the top. Everything else is told. Pure.
 * @param hint the lab that the hand-in's own name says it is for
 * @param elsewhere places of entries that are looked into by themselves
 */
export function choose(
  listing: readonly Listed[],
  labs: readonly WantedLab[],
  hint: string | null,
  elsewhere: ReadonlySet<number> = new Set(),
): Choice {
  const leftOut: LeftOut[] = [];
  const entries: Entry[] = [];
  for (const [at, each] of listing.entries()) {
    if (elsewhere.has(at)) continue;
    const clean = cleanPath(each.path);
    if ("path" in clean) entries.push({ ...each, at, path: clean.path });
    else leftOut.push({ lab: null, path: shown(each.path), blocks: false, ...clean.problem });
  }
  const found = new Map<string, readonly ChosenFile[]>();
  const said = new Set<string>();
  for (const lab of labs) {
    const roots = rootsOf(lab, entries, labs.length === 1 || hint === lab.id);
    const [root, another] = roots;
    if (root === undefined) continue;
    if (another !== undefined) {
      leftOut.push({ lab: lab.id, path: root, blocks: true, ...twoFolders(roots) });
      for (const each of entries) if (roots.some((one) => each.path.startsWith(one))) said.add(each.path);
      continue;
    }
    const below = entries.filter((each) => each.path.startsWith(root));
    const { files, problems } = filesOf(lab, root, below);
    found.set(lab.id, files);
    leftOut.push(...problems);
    for (const each of [...lab.given, ...lab.handIn.map((one) => one.path)]) said.add(root + each);
    for (const each of problems) if (each.path !== null) said.add(each.path);
  }
  return { labs: found, leftOut: [...capped(leftOut), ...others(entries, said)] };
}

/** A hostile hand-in may have thousands of odd names: what blocks is told always, of the rest the first ones. */
function capped(leftOut: readonly LeftOut[]): LeftOut[] {
  const light = leftOut.filter((each) => !each.blocks);
  const told = [...leftOut.filter((each) => each.blocks), ...light.slice(0, MOST_TOLD)];
  const last = light[MOST_TOLD];
  if (last === undefined) return told;
  return [
    ...told,
    { ...last, path: null, reason: `And ${light.length - MOST_TOLD} more of this kind or another.` },
  ];
}

/** The folders, with their slash, that hold the lab; those nearest to the top. */
function rootsOf(lab: WantedLab, entries: readonly Entry[], mayBeFlat: boolean): readonly string[] {
  const names = [lab.id, ...lab.formerly];
  const nested = new Set<string>();
  for (const { path } of entries) {
    const parts = path.split("/");
    for (const depth of [0, 1])
      if (parts.length > depth + 1 && names.includes(parts[depth] ?? ""))
        nested.add(`${parts.slice(0, depth + 1).join("/")}/`);
  }
  const nearest = Math.min(...[...nested].map(depthOf));
  if (nested.size > 0) return [...nested].filter((each) => depthOf(each) === nearest).sort();
  if (!mayBeFlat) return [];
  const wanted = lab.handIn.map((each) => each.path.toLowerCase());
  const isThere = (root: string): boolean =>
    entries.some(
      ({ path }) => path.startsWith(root) && wanted.includes(path.slice(root.length).toLowerCase()),
    );
  if (isThere("")) return [""];
  return [...new Set(entries.map(({ path }) => `${path.split("/")[0] ?? ""}/`))].filter(isThere).sort();
}

const depthOf = (root: string): number => root.split("/").length;

function filesOf(
  lab: WantedLab,
  root: string,
  below: readonly Entry[],
): { files: ChosenFile[]; problems: LeftOut[] } {
  const files: ChosenFile[] = [];
  const problems: LeftOut[] = [];
  for (const { path, maxBytes } of lab.handIn) {
    const whole = root + path;
    const alike = below.filter((each) => each.path.toLowerCase() === whole.toLowerCase());
    const exact = alike.filter((each) => each.path === whole);
    const say = (code: string, reason: string, blocks = true, where = whole): void =>
      void problems.push({ lab: lab.id, path: where, code, reason, blocks });
    const [entry] = exact;
    const [other] = alike.filter((each) => each.path !== whole);
    if (exact.length > 1) say("twice", "The hand-in has this file twice. Pack it again, with one of them.");
    else if (entry && other)
      say("case-clash", `There is also "${other.path}", which some systems take for the same. Keep one.`);
    else if (entry && entry.kind !== "file") say(entry.kind, KIND_REASONS[entry.kind]);
    else if (entry && entry.bytes > maxBytes) say("too-large", tooLarge(maxBytes).reason);
    else if (entry) files.push({ at: entry.at, path, where: whole, maxBytes });
    else if (other)
      say("other-case", `The lab takes "${path}": rename it, letter for letter.`, false, other.path);
  }
  return { files, problems };
}

const KIND_REASONS: Readonly<Record<Exclude<EntryKind, "file">, string>> = {
  folder: "This is a folder where the lab takes a file. Put the file there.",
  symlink: "This is a link, and what it leads to is not in the hand-in. Put the file itself there.",
  hardlink: "This is a second name of another file. Put a copy of the file there.",
  fifo: "This is a pipe and no file. Put the file itself there.",
  device: "This is a device and no file. Put the file itself there.",
  socket: "This is a socket and no file. Put the file itself there.",
  submodule: "This is a Git submodule and no file. Commit the file itself.",
  encrypted: "This is encrypted, and nobody here has the password. Zip it again without one.",
};

function twoFolders(roots: readonly string[]): { code: string; reason: string } {
  return {
    code: "two-folders",
    reason: `The lab is there more than once (${roots.join(", ")}). Hand in one.`,
  };
}

/** What no lab asked for, in a line for each kind: links and pipes by name, files by their number and first names. */
function others(entries: readonly Entry[], said: ReadonlySet<string>): LeftOut[] {
  const rest = entries.filter((each) => each.kind !== "folder" && !said.has(each.path) && !isJunk(each.path));
  const special = rest.filter((each) => each.kind !== "file");
  const plain = rest.filter((each) => each.kind === "file").map((each) => each.path);
  const told = special.slice(0, MOST_TOLD).map((each): LeftOut => {
    const reason = `A ${each.kind} that no lab asks for. It was left out.`;
    return { lab: null, path: shown(each.path), code: each.kind, reason, blocks: false };
  });
  if (plain.length === 0) return told;
  const names = plain.slice(0, 5).map(shown).join(", ");
  const more = plain.length > 5 ? `, and ${plain.length - 5} more` : "";
  const reason = `No lab of this assignment asks for: ${names}${more}. They were left out.`;
  return [...told, { lab: null, path: null, code: "not-asked-for", reason, blocks: false }];
}

const MOST_TOLD = 20;

/** What operating systems and Git put beside files. */
function isJunk(path: string): boolean {
  return /(^|\/)(__MACOSX|\.git)\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(path);
}

/** A name as it may be printed: a stranger chose it. */
function shown(path: string): string {
  return path.replace(/\p{C}/gu, "?").slice(0, 200);
}
