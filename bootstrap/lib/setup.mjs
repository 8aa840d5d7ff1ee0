import { join } from "node:path";
import { run } from "./child.mjs";
import { stampReady } from "./command.mjs";
import { dependenciesReady, installDependencies } from "./dependencies.mjs";
import { NODE_FLAGS } from "./flags.mjs";
import { withLock } from "./lock.mjs";
import { installNode, readyNode } from "./node.mjs";
import { withNode } from "./npm.mjs";
import { root, state } from "./paths.mjs";

/** Makes sure of a Node that fits and of the dependencies; returns that Node's path. Done before: no step, no lock. */
export async function setUp() {
  const ready = readyNode();
  if (ready && dependenciesReady()) {
    stampReady(ready);
    return ready;
  }
  return withLock(join(state, "setup.lock"), async () => {
    const node = readyNode() ?? (await installNode());
    if (!dependenciesReady()) await installDependencies(node);
    stampReady(node);
    return node;
  });
}

/** Hands over to the `groundwork` command; returns its exit code. */
export function groundwork(node, args) {
  return handOver(node, [...NODE_FLAGS, join(root, "workbench", "cli", "main.ts"), ...args]);
}

/** Runs a program of ours under the right Node, in front of the user; returns its exit code. */
export async function handOver(node, args, options = {}) {
  const { code } = await run(node, args, { env: withNode(node), show: true, ...options });
  return code;
}
