import { checkOf } from "./check.ts";
import type { Check, HubLimit, Observations, RegistryReach } from "./types.ts";

/** Which registries the engine reaches, and how many pulls Docker Hub grants from here. Pure. */
export function registryChecks({ registries, hub, situation, bases }: Observations): readonly Check[] {
  const mirrors = situation?.mirrors ?? [];
  const mirrored = mirrors.length === 0 ? "" : `, by way of ${mirrors.length === 1 ? "a mirror" : "mirrors"}`;
  return [
    ...registries.map((reach) => reachCheck(reach, reach.registry === "docker.io" ? mirrored : "")),
    limitCheck(hub, (bases?.absent ?? 0) + (bases?.absentPulled ?? 0)),
  ];
}

function reachCheck({ registry, reached, message }: RegistryReach, mirrored: string): Check {
  const check = checkOf(`registry ${registry}`, "Registry");
  if (reached) return check.ok(`${registry} answers the engine${mirrored}`);
  return check.note(`${registry} is not reached: ${message}`, {
    remark: "Bases that are not here yet are built from the distributions' own packages instead.",
  });
}

function limitCheck(hub: HubLimit, absent: number): Check {
  const check = checkOf("limit", "Pull limit");
  if (hub.kind === "not reached") return check.note(`Docker Hub is not reached from here: ${hub.message}`);
  if (hub.kind === "untold") return check.ok("Docker Hub sets none for this address");
  const seen = `Docker Hub grants ${hub.remaining} more of ${hub.limit} pulls in ${hub.hours} h`;
  if (hub.remaining > absent) return check.ok(seen);
  return check.note(seen, {
    remark: "Everybody behind one address shares them: a class, an office.",
    todo: "Log in (`docker login`), set a mirror in the engine, or wait; a base that is here needs no pull.",
  });
}
