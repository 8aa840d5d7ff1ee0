import { access, constants, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { EngineFault } from "../../engine/errors.ts";
import { runTool } from "./tool.ts";
import type { Architecture } from "./types.ts";

export interface HostFacts {
  readonly platform: string;
  readonly uid: number;
  /** Text of /etc/os-release; empty where there is none. */
  readonly osRelease: string;
}

const OTHER_WAYS =
  "Let this machine reach a registry, or load the image under its own name first (docker load), then try again.";

/**
 * Why packages can't be turned into a base on this machine.
 * @returns null when they can; otherwise one sentence
 */
export function whyNotHere(host: HostFacts): string | null {
  if (host.platform !== "linux")
    return `bases are built from Debian packages on Linux only, and this is ${host.platform}`;
  const ids = [...host.osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(
    (match) => match[1]?.split(" ") ?? [],
  );
  if (!ids.some((id) => id === "debian" || id === "ubuntu")) {
    return "bases are built with mmdebstrap on Debian or Ubuntu, and this is another distribution";
  }
  return host.uid === 0 ? null : "making a root file system needs root, and this is another user";
}

/** Makes sure that recipes can work here, installing mmdebstrap when it is absent. @throws EngineFault saying what to do */
export async function prepareHost(onProgress: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const osRelease = await readFile("/etc/os-release", "utf8").catch(() => "");
  const reason = whyNotHere({ platform: process.platform, uid: process.getuid?.() ?? -1, osRelease });
  if (reason !== null) {
    throw new EngineFault(`The image can't be pulled and can't be built here: ${reason}.`, OTHER_WAYS);
  }
  if ((await onPath("mmdebstrap")) && (await onPath("dpkg-deb"))) return;
  onProgress("installing mmdebstrap from this machine's distribution (apt-get install mmdebstrap), once");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runTool("apt-get", ["update", "-q"], { env, signal });
  const packages = ["mmdebstrap", "debian-archive-keyring"];
  await runTool("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], { env, signal });
}

/** The processor whose programs this machine runs. */
export async function hostArchitecture(): Promise<string> {
  return (await runTool("dpkg", ["--print-architecture"])).trim();
}

/** `linux/arm64` → `arm64`. @throws EngineFault for a platform that no recipe is written for */
export function architectureOf(platform: string): Architecture {
  const [os, arch] = platform.split("/");
  if (os === "linux" && (arch === "amd64" || arch === "arm64")) return arch;
  throw new EngineFault(
    `The engine runs ${platform}; the recipes are written for linux/amd64 and linux/arm64.`,
    OTHER_WAYS,
  );
}

async function onPath(command: string): Promise<boolean> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, command), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
