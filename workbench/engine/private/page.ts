import type { DiscoverHost, Tried } from "../discover/types.ts";
import { parseRelease } from "./os-release.ts";

interface Advice {
  readonly title: string;
  readonly steps: readonly string[];
}

/**
 * The page for a machine on which no engine answers and none can be started by us: what was tried, what to
 * install, how to check.
 */
export function noEnginePage(host: DiscoverHost, tried: readonly Tried[]): string {
  const { title, steps } = adviceFor(host);
  const width = Math.max(...tried.map(({ endpoint }) => endpoint.length), 0);
  return [
    "No Docker engine answers on this machine.",
    "",
    "Tried:",
    ...tried.map(({ endpoint, foundBy, reason }) => `  ${endpoint.padEnd(width)}  ${foundBy}: ${reason}`),
    "",
    `${title}:`,
    ...steps.map((step) => `  - ${step}`),
    "",
    "An engine elsewhere will do too: set DOCKER_HOST to its address.",
  ].join("\n");
}

/** The message when the engine that the user named is silent. */
export function silentEnginePage(tried: readonly Tried[]): string {
  const last = tried.at(-1);
  return [
    `The engine named by ${last?.foundBy} does not answer: ${last?.endpoint}`,
    `  ${last?.reason}`,
    "No other engine was tried, since this one was asked for.",
  ].join("\n");
}

function adviceFor(host: DiscoverHost): Advice {
  if (host.platform === "darwin") return MAC;
  if (host.platform === "win32") return WINDOWS;
  const release = parseRelease(host.readFile("/etc/os-release"));
  return host.uid === 0 ? otherLinux(release.name) : notRoot(release.name);
}

const MAC: Advice = {
  title: "On macOS, install one of these and start it",
  steps: [
    "Docker Desktop (https://docs.docker.com/desktop/setup/install/mac-install/)",
    "Colima, free software: `brew install colima docker && colima start`",
    "OrbStack, Rancher Desktop or Podman Desktop",
  ],
};

const WINDOWS: Advice = {
  title: "On Windows, install one of these and start it",
  steps: [
    "Docker Desktop with the WSL 2 backend (https://docs.docker.com/desktop/setup/install/windows-install/)",
    "Rancher Desktop or Podman Desktop",
    "or run Groundwork inside WSL 2 (Ubuntu) as root: there it can set up an engine by itself",
  ],
};

function notRoot(name: string): Advice {
  return {
    title: `On ${name}, as an ordinary user`,
    steps: [
      "if Docker is installed, start it: `sudo systemctl start docker`",
      "if you may not open its socket: `sudo usermod -aG docker $USER`, then log in again",
      "if it is not installed: your distribution's docker package (Debian and Ubuntu: `sudo apt-get install docker.io`), " +
        "or rootless Docker (https://docs.docker.com/engine/security/rootless/)",
      "on Debian and Ubuntu, run as root, Groundwork sets up a private engine by itself",
    ],
  };
}

function otherLinux(name: string): Advice {
  return {
    title: `On ${name}, Groundwork can't install an engine by itself (it can on Debian and Ubuntu)`,
    steps: [
      "install your distribution's docker or moby-engine package (https://docs.docker.com/engine/install/)",
      "start it: `systemctl start docker`, or `dockerd &` where there is no systemd",
    ],
  };
}
