import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isLinked, linkCommand } from "./command.mjs";
import { npm } from "./npm.mjs";
import { root, state } from "./paths.mjs";
import { say } from "./say.mjs";

const modules = join(root, "node_modules");

/**
 * True when node_modules holds what package-lock.json says. npm writes its own list there when it has finished,
 * so an interrupted installation, a newer lock file and somebody's own `npm install` are all seen for what they are.
 */
export function dependenciesReady() {
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(join(modules, ".package-lock.json"));
  return wanted !== null && installed !== null && covers(installed, wanted) && isLinked();
}

/** True when every package that is not left out for another platform is there in the same version. */
export function covers(installed, wanted) {
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    if (path === "") return true;
    return (
      installed[path]?.version === version || (installed[path] === undefined && Boolean(optional || peer))
    );
  });
}

/** Installs exactly what the lock file says, and makes `npx groundwork` find us. */
export async function installDependencies(node) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(join(modules, ".package-lock.json"));
  if (wanted === null || installed === null || !covers(installed, wanted)) {
    say("installing the dependencies (npm ci)");
    await npm(["ci"], { node, cwd: root, what: "installing the dependencies" });
  }
  linkCommand();
  // Here Node keeps what it has compiled of the command, see workbench/cli/compiled.ts.
  mkdirSync(join(state, "compiled"), { recursive: true });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return null;
  }
}
