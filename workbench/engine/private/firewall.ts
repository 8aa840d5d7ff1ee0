import { EngineFault } from "../errors.ts";
import { command } from "./command.ts";
import type { EngineLayout } from "./layout.ts";
import type { EngineNetwork } from "./subnet.ts";

type Rule = readonly string[];

/**
 * The firewall rules by which containers reach the outside, for one block of addresses: what leaves is translated,
 * answers come back, and nothing from outside comes in uncalled. Each carries the bridge's name as its comment.
 *
 * dockerd could do this itself, but two daemons in one network namespace use the same chains: each start would
 * empty those of another engine, and with them the ports that it publishes.
 */
export function rulesFor(block: string, comment: string): readonly Rule[] {
  const mark = ["-m", "comment", "--comment", comment];
  // Inserted at the top one after the other, so the last one here is the first one met.
  return [
    ["filter", "FORWARD", "-d", block, ...mark, "-j", "DROP"],
    [
      "filter",
      "FORWARD",
      "-d",
      block,
      "-m",
      "conntrack",
      "--ctstate",
      "RELATED,ESTABLISHED",
      ...mark,
      "-j",
      "ACCEPT",
    ],
    ["filter", "FORWARD", "-s", block, ...mark, "-j", "ACCEPT"],
    ["nat", "POSTROUTING", "-s", block, "!", "-d", block, ...mark, "-j", "MASQUERADE"],
  ];
}

/** Lets the containers of a private engine reach the outside. */
export async function addRules(layout: EngineLayout, network: EngineNetwork): Promise<void> {
  for (const [table = "", chain = "", ...rule] of rulesFor(network.block, layout.bridge)) {
    const { code, stderr } = await command("iptables", ["-w", "-t", table, "-I", chain, ...rule]);
    if (code === 0) continue;
    throw new EngineFault(
      `The private engine's firewall rules can't be set: iptables said: ${stderr.trim()}`,
      "It needs root with the right to change the network (CAP_NET_ADMIN); or point DOCKER_HOST at an engine of your own.",
    );
  }
}

/** The rules of `iptables -S` that carry our comment, as arguments that delete them. */
export function deletions(rules: string, comment: string): readonly Rule[] {
  return rules
    .split("\n")
    .map((line) => line.split(" "))
    .filter((words) => words[0] === "-A" && words[words.indexOf("--comment") + 1] === comment)
    .map((words) => ["-D", ...words.slice(1)]);
}

/** Removes the private engine's own firewall rules, and no others. */
export async function removeRules(layout: EngineLayout): Promise<void> {
  for (const table of ["filter", "nat"]) {
    const { code, stdout } = await command("iptables", ["-w", "-t", table, "-S"]);
    if (code !== 0) continue;
    for (const rule of deletions(stdout, layout.bridge)) {
      await command("iptables", ["-w", "-t", table, ...rule]);
    }
  }
}
