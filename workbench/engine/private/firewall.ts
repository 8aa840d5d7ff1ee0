import { command } from "./command.ts";
import type { EngineLayout } from "./layout.ts";

const TABLES = ["filter", "nat", "raw", "mangle"];

/**
 * The `iptables -S` rules that speak of one bridge or its subnet, as arguments that delete them.
 * dockerd leaves its rules behind when it stops, and other engines on this machine have rules in the same chains.
 */
export function deletions(
  rules: string,
  bridge: string,
  subnet: string | null,
): readonly (readonly string[])[] {
  return rules
    .split("\n")
    .map((line) => line.split(" "))
    .filter(
      (words) => words[0] === "-A" && (words.includes(bridge) || (subnet !== null && words.includes(subnet))),
    )
    .map((words) => ["-D", ...words.slice(1)]);
}

/** Removes the private engine's own firewall rules; chains that other engines may use stay. */
export async function removeRules(layout: EngineLayout, subnet: string | null): Promise<void> {
  for (const table of TABLES) {
    const { code, stdout } = await command("iptables", ["-w", "-t", table, "-S"]);
    if (code !== 0) continue;
    for (const rule of deletions(stdout, layout.bridge, subnet)) {
      await command("iptables", ["-w", "-t", table, ...rule]);
    }
  }
}
