import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { makeBridge, removeBridge, removeInnerBridges } from "./bridge.ts";
import { addRules, removeRules } from "./firewall.ts";
import { switchForwardingBack, switchForwardingOn } from "./forwarding.ts";
import type { EngineLayout } from "./layout.ts";
import type { EngineNetwork } from "./subnet.ts";

const Made = z.object({ switchedForwarding: z.boolean(), block: z.string().optional() });

/** Makes all that the engine needs of the machine's network, and writes down what was changed. */
export async function makeNetwork(layout: EngineLayout): Promise<EngineNetwork> {
  mkdirSync(layout.root, { recursive: true });
  // Written before the first change: whoever takes down a start that was cut off finds it.
  writeFileSync(layout.network, JSON.stringify({ switchedForwarding: false }));
  const network = await makeBridge(layout);
  const switchedForwarding = switchForwardingOn();
  writeFileSync(layout.network, `${JSON.stringify({ ...network, switchedForwarding }, null, 2)}\n`);
  await addRules(layout, network);
  return network;
}

/** Takes back every change that `makeNetwork` made; fine when there was none. */
export async function removeNetwork(layout: EngineLayout): Promise<void> {
  if (!existsSync(layout.network)) return;
  const made = readMade(layout);
  await removeRules(layout);
  if (made?.block) await removeInnerBridges(made.block);
  await removeBridge(layout);
  if (made?.switchedForwarding) switchForwardingBack();
  rmSync(layout.network, { force: true });
}

function readMade(layout: EngineLayout): z.infer<typeof Made> | null {
  try {
    return Made.parse(JSON.parse(readFileSync(layout.network, "utf8")));
  } catch {
    // Cut off while it was written: the bridge and the rules are found by their names.
    return null;
  }
}
