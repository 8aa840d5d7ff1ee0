import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { EngineFault } from "../../engine/errors.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { readRootfs } from "../rootfs/read.ts";
import { runTool } from "./tool.ts";
import { SUITE } from "./types.ts";
import type { RecipeContext } from "./types.ts";

/** One Debian package, downloaded and not installed. */
export interface Deb {
  readonly name: string;
  readonly version: string;
  /** Path of the .deb on this machine. */
  readonly path: string;
}

/**
 * Downloads packages of Debian by name, without what they depend on. Nothing is unpacked or run. apt checks the archive's
 * signature and each file's hash, also of files that an earlier call left in the downloads folder.
 * @param arch Debian's name of the processor that the packages are for
 * @returns the packages in the order asked for
 * @throws EngineFault with apt's own text
 */
export async function fetchDebs(
  names: readonly string[],
  arch: string,
  context: Pick<RecipeContext, "downloads" | "signal">,
): Promise<readonly Deb[]> {
  const folder = join(context.downloads, arch);
  await mkdir(folder, { recursive: true });
  const apt = "apt-get -q -o APT::Sandbox::User=root download";
  const list = names.map(quote).join(" ");
  // mmdebstrap makes an empty root with an apt of its own: Debian's keys and mirror, nothing of this machine's.
  const hook = [
    "export APT_CONFIG=$MMDEBSTRAP_APT_CONFIG",
    // Asked in the empty root: apt doesn't name files that already lie in the folder it is asked in.
    `cd "$1" && ${apt} --print-uris ${list} | sed "s/^/deb: /"`,
    `cd ${quote(folder)}`,
    `${apt} ${list}`,
  ].join(" && ");
  const args = [
    "--mode=root",
    "--variant=custom",
    `--architectures=${arch}`,
    "--skip=check/qemu",
    "--format=null",
  ];
  const printed: string[] = [];
  await runTool("mmdebstrap", [...args, `--customize-hook=${hook}`, SUITE, "-"], {
    signal: context.signal,
    onLine: (line) => void printed.push(line),
  });
  const files = parseUris(printed);
  return names.map((name) => {
    const found = files.find((deb) => deb.name === name);
    if (found === undefined) {
      throw new EngineFault(
        `apt offered no package ${name} for ${arch}.`,
        "Run apt-get update, then try again.",
      );
    }
    return { ...found, path: join(folder, found.path) };
  });
}

/** Reads apt's `--print-uris` lines: quoted address, file name `name_version_arch.deb`, size, hash. Pure. */
export function parseUris(printed: readonly string[]): readonly Deb[] {
  return printed.flatMap((line) => {
    const path = /^deb: '[^']*' (\S+\.deb) /.exec(line)?.[1];
    const [name, version] = path?.split("_") ?? [];
    if (path === undefined || name === undefined || version === undefined) return [];
    return [{ name, version: decodeURIComponent(version), path }];
  });
}

/** The files of a package, as it would lay them down. */
export async function debEntries(deb: Deb): Promise<readonly RootEntry[]> {
  const child = spawn("dpkg-deb", ["--fsys-tarfile", deb.path], { stdio: ["ignore", "pipe", "ignore"] });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const entries = await Array.fromAsync(readRootfs(child.stdout));
  const exit = await code;
  if (exit !== 0) {
    throw new EngineFault(
      `dpkg-deb could not read ${deb.path} (exit code ${exit}).`,
      "Remove that file and try again: it is downloaded anew.",
    );
  }
  return entries;
}

/** Versions by package name. */
export function versionsOf(debs: readonly Deb[]): Readonly<Record<string, string>> {
  return Object.fromEntries(debs.map((deb) => [deb.name, deb.version]));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
