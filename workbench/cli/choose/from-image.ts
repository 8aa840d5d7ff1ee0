import path from "node:path";
import type { Needs, Program } from "../../choose/types.ts";
import type { Inspection } from "../../inspect/schema.ts";

type Report = Pick<Inspection, "config" | "start">;

const SHELLS = ["sh", "bash", "dash", "ash", "busybox"];
/** What gcc's own libraries are called: not glibc's, so a base may have one without the other. */
const COMPILERS_LIBRARY = /^lib(gcc_s|stdc\+\+|atomic|gomp)\.so/;

/**
 * What an image tells of the needs of its program: how it is linked, who runs it, and whether a shell is in its way. What
 * only its code could tell (TLS, time zones, temporary files) is left out. Pure.
 */
export function needsOfImage({ config, start }: Report): Partial<Needs> {
  const names = start.chain.map((file) => path.posix.basename(file));
  const script = SHELLS.includes(names[1] ?? "") ? (names[1] === "bash" ? "bash" : "sh") : null;
  const isNode = [...names, ...start.argv.map((word) => path.posix.basename(word))].includes("node");
  const probe = config.healthcheck?.[0] === "CMD-SHELL" ? "sh" : null;
  const shell = script ?? probe;
  return {
    program: isNode ? "node" : script === null ? linkageOf(start, names) : "script",
    user: userOf(config.user),
    ...(shell === null ? {} : { shell }),
  };
}

function linkageOf({ libraries, outcome }: Report["start"], chain: readonly string[]): Program {
  const loader = chain.at(-1) ?? "";
  if (loader.startsWith("ld-musl-")) return "musl";
  if (loader.startsWith("ld-linux"))
    return libraries.some(({ name }) => COMPILERS_LIBRARY.test(name)) ? "glibc-cc" : "glibc";
  return chain.length === 1 && outcome === "starts" ? "static" : "unknown";
}

function userOf(user: string): Needs["user"] {
  const name = user.split(":")[0] ?? "";
  if (name === "" || name === "0" || name === "root") return "any";
  return /^\d+$/.test(name) ? "nonroot" : "name";
}
