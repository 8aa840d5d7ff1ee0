import { git } from "../intake/git.ts";
import { BadInput } from "../../lab/errors.ts";
import type { GroundworkSource } from "./types.ts";

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** Nothing in it means something to a shell, or to a CI service's expressions. */
const ADDRESS = /^https:\/\/[\w.-]+(?::\d+)?(?:\/[\w.~-]+)+$/;
const NEXT = "Say which: --groundwork OWNER/NAME@COMMIT, or an https address in place of OWNER/NAME.";

/** Reads what `--groundwork` was given: a repository, and all digits of a commit. Throws BadInput. Pure. */
export function parseGroundwork(said: string): GroundworkSource {
  const at = said.lastIndexOf("@");
  const [repository, commit] = [said.slice(0, at), said.slice(at + 1)];
  if (at < 1 || !COMMIT.test(commit))
    throw new BadInput(
      `"${said}" names no commit: all its digits have to stand behind an @. A branch or a tag moves, and marks would move with it.`,
      "`git rev-parse HEAD` in a checkout prints them. Then: --groundwork OWNER/NAME@COMMIT",
    );
  const source = addressed(repository, commit);
  if (source) return source;
  throw new BadInput(`"${repository}" is no address that a job could get Groundwork from.`, NEXT);
}

/** A repository by its address, in any of Git's forms; null where another machine can't fetch it. Logins are left out. Pure. */
export function addressed(repository: string, commit: string): GroundworkSource | null {
  const place = placeOf(repository);
  if (place === null) return null;
  const path = place.path.replace(/^\/|\/+$/g, "").replace(/\.git$/, "");
  const url = `https://${place.host}/${path}.git`;
  if (path === "" || !ADDRESS.test(url)) return null;
  return { url, github: place.host === "github.com" && path.split("/").length === 2 ? path : null, commit };
}

function placeOf(repository: string): { host: string; path: string } | null {
  if (/^\w[\w.-]*\/\w[\w.-]*$/.test(repository)) return { host: "github.com", path: repository };
  const [, host, path] = /^[\w.-]+@([\w.-]+):([^/].*)$/.exec(repository) ?? [];
  if (host !== undefined && path !== undefined) return { host, path };
  const url = URL.parse(repository);
  if (url === null || !/^(https?|ssh):$/.test(url.protocol)) return null;
  // The port of SSH is none of HTTPS.
  return { host: url.protocol === "ssh:" ? url.hostname : url.host, path: url.pathname };
}

/** Where this checkout came from, and what should be known of it before others rely on it. */
export interface OwnSource {
  readonly source: GroundworkSource;
  readonly notes: readonly string[];
}

/** The address and the commit of a checkout, from Git. Throws BadInput where it has none that another machine could use. */
export async function sourceOf(checkout: string): Promise<OwnSource> {
  const ask = async (...args: string[]): Promise<string | null> =>
    git(["-C", checkout, ...args], { most: 1_000_000, timeoutMs: 20_000 }).then(
      (answer) => answer.toString().trim(),
      () => null,
    );
  const commit = await ask("rev-parse", "HEAD");
  if (commit === null || !COMMIT.test(commit))
    throw new BadInput("This copy of Groundwork is no Git checkout, so it can't say which one to use.", NEXT);
  const origin = await ask("remote", "get-url", "origin");
  const source = origin === null ? null : addressed(origin, commit);
  if (source === null)
    throw new BadInput(
      origin === null
        ? "This checkout of Groundwork has no remote called origin, so no other machine can get it."
        : "This checkout of Groundwork came from a place that no other machine can get it from.",
      `Push it somewhere first, or name another one. ${NEXT}`,
    );
  const [reached, changed] = [
    await ask("branch", "--remotes", "--contains", commit),
    await ask("status", "--porcelain", "--untracked-files=no"),
  ];
  const notes = [
    ...(reached === ""
      ? [
          `Commit ${commit.slice(0, 12)} is on no branch of origin that is known here: push it before a job needs it.`,
        ]
      : []),
    ...(changed === null || changed === ""
      ? []
      : ["This checkout has changes that are in no commit: a job grades without them."]),
  ];
  return { source, notes };
}
