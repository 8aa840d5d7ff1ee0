import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { EngineFault } from "../errors.ts";
import { command, systemEnv } from "./command.ts";
import type { CommandResult } from "./command.ts";
import { withoutDaemonStarts } from "./policy.ts";

const PACKAGES = ["docker.io", "iproute2"];
const LISTS = "/var/lib/apt/lists";

/** The packages whose program is absent: dockerd of docker.io, ip of iproute2. */
export function missingPackages(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const folders = (systemEnv(env)["PATH"] ?? "").split(delimiter).filter(Boolean);
  const has = (program: string) => folders.some((folder) => existsSync(join(folder, program)));
  return PACKAGES.filter((name) => !has(name === "docker.io" ? "dockerd" : "ip"));
}

/** Installs the distribution's own packages; none of them may start a daemon, now or at the next boot. */
export async function installPackages(
  names: readonly string[],
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const result = await withoutDaemonStarts((stop) => install(names, onProgress, stop), signal);
  signal?.throwIfAborted();
  if (result.code !== 0) throw failure(names, result);
  if (names.includes("docker.io") && existsSync("/run/systemd/system")) {
    await command("systemctl", ["disable", "docker.service", "docker.socket", "containerd.service"]);
  }
}

async function install(
  names: readonly string[],
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<CommandResult> {
  if (!hasLists()) await update(onProgress, signal);
  const first = await apt(["install", "-y", "--no-install-recommends", ...names], signal);
  if (first.code === 0 || signal.aborted) return first;
  if (first.stderr.includes("dpkg --configure -a")) {
    onProgress("finishing an installation that was interrupted earlier (dpkg --configure -a)");
    await command("dpkg", ["--configure", "-a"], { env: aptEnv(), signal });
  }
  // The lists may be older than the mirror: fetch them and try once more.
  await update(onProgress, signal);
  return apt(["install", "-y", "--no-install-recommends", ...names], signal);
}

async function update(onProgress: (line: string) => void, signal: AbortSignal): Promise<void> {
  onProgress("fetching the package lists (apt-get update)");
  await apt(["update"], signal);
}

function apt(args: readonly string[], signal: AbortSignal): Promise<CommandResult> {
  return command("apt-get", ["-o", "DPkg::Lock::Timeout=120", "-q", ...args], { env: aptEnv(), signal });
}

function aptEnv(): NodeJS.ProcessEnv {
  return { ...systemEnv(), DEBIAN_FRONTEND: "noninteractive" };
}

function hasLists(): boolean {
  return (
    existsSync(LISTS) &&
    readdirSync(LISTS).some((name) => name.endsWith("_Packages") || name.includes("_Packages."))
  );
}

function failure(names: readonly string[], { stdout, stderr }: CommandResult): EngineFault {
  const said = (stderr.trim() || stdout.trim()).split("\n").slice(-8).join("\n");
  return new EngineFault(
    `The packages ${names.join(" and ")} could not be installed; apt-get said:\n${said}`,
    `Make \`apt-get install ${names.join(" ")}\` work, then run the same command again.`,
  );
}
