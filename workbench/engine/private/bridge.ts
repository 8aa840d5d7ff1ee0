import { readFileSync } from "node:fs";
import { EngineFault } from "../errors.ts";
import { command } from "./command.ts";
import type { EngineLayout } from "./layout.ts";
import { overlap, parseBlock, pickNetwork } from "./subnet.ts";
import type { Block, EngineNetwork } from "./subnet.ts";

/**
 * Makes the engine's own bridge on a block of addresses that nothing else on this machine uses.
 * A bridge that is left from an earlier start is made anew, since addresses may have been taken meanwhile.
 */
export async function makeBridge(layout: EngineLayout): Promise<EngineNetwork> {
  await removeBridge(layout);
  const network = pickNetwork(await usedBlocks(), layout.seed);
  if (!network) {
    throw new EngineFault(
      "Every private IPv4 network (10/8, 172.16/12, 192.168/16) is routed on this machine, so there is none for containers.",
      "See `ip route`; start an engine yourself and point DOCKER_HOST at it.",
    );
  }
  await ip("link", "add", "name", layout.bridge, "type", "bridge");
  await ip("addr", "add", network.bridgeAddress, "dev", layout.bridge);
  await ip("link", "set", layout.bridge, "up");
  return network;
}

/** Deletes the engine's bridge; fine when there is none. */
export async function removeBridge(layout: EngineLayout): Promise<void> {
  const seen = await command("ip", ["link", "show", layout.bridge]);
  if (seen.code === 0) await ip("link", "delete", layout.bridge);
}

/** Deletes the bridges of networks that containers were given and that a killed engine left: those in its block. */
export async function removeInnerBridges(block: string): Promise<void> {
  const own = parseBlock(block);
  if (!own) return;
  for (const [, name = "", address = ""] of (await ip("-4", "-o", "addr", "show")).matchAll(INNER_BRIDGE)) {
    const there = parseBlock(address);
    if (there && overlap(own, there)) await ip("link", "delete", name);
  }
}

/** dockerd calls the bridge of a network `br-` and the begin of the network's id. */
const INNER_BRIDGE = /^\d+: (br-[0-9a-f]{12})\s+inet (\S+)/gm;

/** Blocks that this machine already sends somewhere: its routes in every table, its addresses, its name servers. */
async function usedBlocks(): Promise<readonly Block[]> {
  const routes = await ip("-4", "route", "show", "table", "all");
  const addresses = await ip("-4", "-o", "addr", "show");
  return [...fromRoutes(routes), ...fromAddresses(addresses), ...fromResolver(resolverFile())];
}

/** Destinations of `ip route`, without the default route (or its two halves, as VPNs set it): all blocks are part of it. */
export function fromRoutes(text: string): readonly Block[] {
  return blocksOf(text.matchAll(/^(?:[a-z]+ )?(\d[\d./]*)/gm)).filter(({ bits }) => bits > 1);
}

/** Networks of this machine's own addresses, from `ip address`; lines that are no IPv4 address are left out. */
export function fromAddresses(text: string): readonly Block[] {
  return blocksOf(text.matchAll(/\binet (\S+)/g));
}

/** IPv4 name servers of a resolv.conf: addresses that containers must be able to reach. */
export function fromResolver(text: string): readonly Block[] {
  return blocksOf(text.matchAll(/^nameserver\s+(\S+)/gm));
}

function blocksOf(matches: Iterable<RegExpExecArray>): readonly Block[] {
  return [...matches].flatMap(([, text]) => parseBlock(text ?? "") ?? []);
}

function resolverFile(): string {
  try {
    return readFileSync("/etc/resolv.conf", "utf8");
  } catch {
    return "";
  }
}

async function ip(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await command("ip", args);
  if (code === 0) return stdout;
  throw new EngineFault(
    `The private engine's network can't be set up: \`ip ${args.join(" ")}\` said: ${stderr.trim()}`,
    "It needs root with the right to change the network (CAP_NET_ADMIN); in a container, run it with --privileged, or point DOCKER_HOST at an engine outside.",
  );
}
