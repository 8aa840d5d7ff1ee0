import type { Bench, BuiltImage, ElfFacts } from "../../workbench/lab/kit/index.ts";
import type { Base, BaseFacts } from "./bases.ts";
import { stillWorks } from "./programs.ts";
import type { Brief, Name } from "./brief.ts";

/** What a reason is held against: the learner's image, its base, and the program that has to run. */
export interface Choice {
  readonly bench: Bench;
  readonly brief: Brief;
  readonly name: Name;
  readonly image: BuiltImage;
  readonly base: Base;
  readonly program: ElfFacts;
}

interface Reason {
  /** The reason in words. */
  readonly says: string;
  readonly holds: (choice: Choice) => boolean | Promise<boolean>;
}

// #region reasons
const LISTS = /^\/(var\/lib\/dpkg\/(status|status\.d\/[^/]+)|lib\/apk\/db\/installed)$/;
const ZONES = "/usr/share/zoneinfo";
const CERTIFICATES = "/etc/ssl/certs";

/** Every reason that may be given, and when it is true of an image. */
export const REASONS = {
  "needs-no-libc": {
    says: "the program asks for no loader, so the base need not bring one",
    holds: ({ program }) => program.interpreter === null,
  },
  "brings-loader": {
    says: "the base brings the loader that the program asks for",
    holds: async ({ base, program }) =>
      program.interpreter !== null && (await base.hasElf(program.interpreter)),
  },
  "brings-libraries": {
    says: "the base brings every library that the program names",
    holds: async ({ base, program }) => {
      const facts = await base.look();
      return program.needed.length > 0 && program.needed.every((library) => hasFile(facts, library));
    },
  },
  "brings-runtime": {
    says: "the base brings Node",
    holds: async ({ name, base }) => name === "api" && hasFile(await base.look(), "node"),
  },
  "brings-nothing": {
    says: "the base has no file that would have to be kept current",
    holds: async ({ base }) => (await base.look()).files.size === 0,
  },
  "leaves-room": {
    says: "the base takes at most half of the limit, unpacked",
    holds: ({ base, brief, name }) => base.unpackedBytes * 2 <= brief[name].limit,
  },
  "no-shell": {
    says: "the base has no shell",
    holds: async ({ base }) => (await base.look()).shells.length === 0,
  },
  "has-shell": {
    says: "the base has a shell",
    holds: async ({ base }) => (await base.look()).shells.length > 0,
  },
  "lists-packages": {
    says: "the base has a list of its packages, which a scanner can read",
    holds: async ({ base }) => [...(await base.look()).files.keys()].some((path) => LISTS.test(path)),
  },
  "brings-zones": {
    says: "the base has time zone files, and the program does not work without",
    holds: (choice) => hasBelow(choice, ZONES),
  },
  "brings-certificates": {
    says: "the base has CA certificates, and the program does not work without",
    holds: (choice) => hasBelow(choice, CERTIFICATES),
  },
} as const satisfies Readonly<Record<string, Reason>>;

/** Is the folder the base's, and does the program fail when an empty one hides it? */
async function hasBelow({ bench, brief, name, image, base }: Choice, folder: string): Promise<boolean> {
  const { files } = await base.look();
  if (![...files.keys()].some((path) => path.startsWith(`${folder}/`))) return false;
  return !(await stillWorks(bench, brief, name, image, { tmpfs: { [folder]: "" } }));
}
// #endregion

function hasFile({ files }: BaseFacts, name: string): boolean {
  return [...files.values()].some(({ path, type }) => type !== "directory" && path.endsWith(`/${name}`));
}

/** What was seen of a reason that does not hold. */
export async function seenOf(
  { name, base, program }: Choice,
  because: keyof typeof REASONS,
): Promise<string> {
  const { files, shells } = await base.look();
  const lists = [...files.keys()].some((path) => LISTS.test(path));
  const seen = [
    `The program of ${name}: loader ${program.interpreter ?? "none"}; libraries ${program.needed.join(", ") || "none"}.`,
    `The base ${base.reference}: ${files.size === 0 ? "no files" : "some files"}; shells ${shells.join(", ") || "none"}; a list of packages: ${lists ? "yes" : "no"}; ${base.unpackedBytes} bytes unpacked.`,
  ];
  if (because === "brings-zones" || because === "brings-certificates")
    seen.push(
      "If the base has them: an empty folder was put in their place, and the program still did its work.",
    );
  return seen.join("\n");
}
