import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineFault } from "../../engine/errors.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { debEntries, fetchDebs } from "./debs.ts";
import type { Deb } from "./debs.ts";
import { hostArchitecture } from "./host.ts";
import { runTool } from "./tool.ts";
import type { RecipeContext } from "./types.ts";
import { temporaryFolder } from "../../temporary.ts";

/** BusyBox as Debian packages it, with the places where its applets belong. */
export interface BusyBox {
  readonly deb: Deb;
  readonly program: Buffer;
  /** For example `bin/sh`, `usr/bin/env`: as `busybox --list-full` says. */
  readonly applets: readonly string[];
}

/** Applets of Debian's build that the BusyBox of Alpine and of the busybox image do not have. */
const DEBIAN_ONLY = new Set(["dpkg", "dpkg-deb", "rpm", "rpm2cpio", "linuxrc", "busybox"]);

/** Downloads busybox-static for the wanted processor and asks it for its applets. */
export async function fetchBusyBox(context: RecipeContext): Promise<BusyBox> {
  const [deb] = await fetchDebs(["busybox-static"], context.arch, context);
  const host = await hostArchitecture();
  // The list is the same on every processor; only this machine's own BusyBox can be asked for it.
  const [askable] = host === context.arch ? [deb] : await fetchDebs(["busybox-static"], host, context);
  if (deb === undefined || askable === undefined) throw new EngineFault("apt gave no BusyBox.", "Try again.");
  const program = await programOf(deb);
  const applets = await listApplets(host === context.arch ? program : await programOf(askable), context);
  return { deb, program, applets };
}

/** The links that make applets callable by name. */
export function appletLinks(
  applets: readonly string[],
): readonly { readonly path: string; readonly name: string }[] {
  return applets
    .map((path) => ({ path, name: path.slice(path.lastIndexOf("/") + 1) }))
    .filter(({ name }) => name !== "" && !DEBIAN_ONLY.has(name));
}

async function programOf(deb: Deb): Promise<Buffer> {
  const entries: readonly RootEntry[] = await debEntries(deb);
  const found = entries.find((entry) => /(^|\/)bin\/busybox$/.test(entry.path));
  if (found === undefined)
    throw new EngineFault(`${deb.path} holds no BusyBox.`, "Remove that file and try again.");
  return found.body;
}

async function listApplets(program: Buffer, context: RecipeContext): Promise<readonly string[]> {
  const folder = await temporaryFolder("base");
  try {
    const path = join(folder, "busybox");
    await writeFile(path, program);
    await chmod(path, 0o755);
    const listed = await runTool(path, ["--list-full"], { signal: context.signal });
    return listed.split("\n").filter((line) => line !== "");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
