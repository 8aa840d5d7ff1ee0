import { lineAt } from "../../../workbench/course/content/finding.ts";
import type { Finding } from "../../../workbench/course/content/finding.ts";

interface Place {
  readonly pattern: RegExp;
  readonly says: string;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** Hosts of package registries, in parts, so that this file does not hold what it forbids. */
const registryHosts = [
  ["registry", "npmjs", "org"],
  ["registry", "yarnpkg", "com"],
  ["npm", "pkg", "github", "com"],
  ["deb", "debian", "org"],
  ["ftp", "debian", "org"],
  ["security", "debian", "org"],
  ["snapshot", "debian", "org"],
  ["archive", "ubuntu", "com"],
  ["ports", "ubuntu", "com"],
  ["cdn", "alpinelinux", "org"],
].map((parts) => parts.join("."));

/** Folders of a workplace, in parts for the same reason. */
const workplaces = [
  ["", "work", "main"],
  ["", "work", "shared"],
  ["", "tmp", "eng"],
  ["", "Users", "[a-z]+", ""],
].map((parts) => parts.join("/"));

const useConfigured =
  "use what the reader's npm or apt is set up to use, so that it also works behind a mirror";
const useRelative = "a path of one machine: write it relative to the project";

/**
 * Hosts and paths that hold on one machine only.
 * @param registry the address that npm is set up with here, undefined where it is the usual one
 * @param checkout the folder that holds this very checkout
 */
export function places(registry: string | undefined, checkout: string): Place[] {
  const own = registry === undefined ? [] : [new URL(registry).host];
  const hosts = [...registryHosts, ...own].map(escape);
  const folders = checkout.split("/").length > 2 ? [...workplaces, escape(checkout)] : workplaces;
  return [
    { pattern: new RegExp(`\\b(?:${hosts.join("|")})\\b`, "gi"), says: useConfigured },
    { pattern: /https?:\/\/[\w.-]*mirror[\w-]*\.(?!example\b)[\w.-]*\w/gi, says: useConfigured },
    { pattern: new RegExp(`(?:${folders.join("|")})(?![\\w-])`, "g"), says: useRelative },
    {
      pattern: /"resolved": "https?:/g,
      says: "the lock file names a registry: run npm install with the project's .npmrc",
    },
  ];
}

/** Where a text holds one of the places. */
export function placeFindings(file: string, text: string, refused: readonly Place[]): Finding[] {
  return refused.flatMap(({ pattern, says }) =>
    [...text.matchAll(pattern)].map((match) => ({
      file,
      line: lineAt(text, match.index),
      says: `${match[0]}: ${says}`,
    })),
  );
}
