import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { npm } from "./npm.mjs";
import { root, state } from "./paths.mjs";
import { SetupError, say } from "./say.mjs";
import { fits } from "./version.mjs";

const pinned = join(root, "bootstrap", "node");
const home = join(state, "node");
const PLATFORM = { win32: "win" }[process.platform] ?? process.platform;
const PACKAGE = `node-${PLATFORM}-${process.arch}`;

/** Path of a Node that fits when one is at hand without installing anything; null otherwise. */
export function readyNode() {
  if (fits(process.version, wantedRange())) return process.execPath;
  return existsSync(program(home)) && sameLock() ? program(home) : null;
}

/** Installs the pinned Node into our own folder, aside first, so that an interrupted start leaves nothing half done. */
export async function installNode() {
  const manifest = JSON.parse(readFileSync(join(pinned, "package.json"), "utf8"));
  const version = manifest.optionalDependencies[PACKAGE];
  if (!version) throw noPackage(`there is no such package of Node for ${process.platform} ${process.arch}`);
  say(
    `this machine's Node ${process.version} is too old (${wantedRange()} is needed); fetching Node ${version} for Groundwork alone`,
  );
  const aside = join(state, `node.new.${process.pid}`);
  try {
    mkdirSync(aside, { recursive: true });
    for (const name of ["package.json", "package-lock.json"])
      copyFileSync(join(pinned, name), join(aside, name));
    await npm(["ci", "--prefix", aside, "--ignore-scripts"], {
      node: process.execPath,
      cwd: aside,
      what: `fetching Node ${version}`,
    });
    await check(aside, version);
    rmSync(home, { recursive: true, force: true });
    renameSync(aside, home);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return program(home);
}

/** npm passes over an optional package that it could not fetch, and a glibc Node does not start on musl. */
async function check(folder, version) {
  if (!existsSync(program(folder))) throw noPackage(`npm did not deliver ${PACKAGE}@${version}`);
  const { code, output } = await run(program(folder), ["--version"]);
  if (code !== 0 || output.trim() !== `v${version}`)
    throw noPackage(`${PACKAGE}@${version} does not run here: ${output.trim()}`);
}

function noPackage(why) {
  return new SetupError(
    `Groundwork needs Node ${wantedRange()}, this is ${process.version}, and ${why}.`,
    "Install Node 24 (https://nodejs.org, nvm, fnm, or your package manager), then run the same command again.",
  );
}

function program(folder) {
  return join(folder, "node_modules", PACKAGE, "bin", process.platform === "win32" ? "node.exe" : "node");
}

/** A pull may have raised the pinned version. */
function sameLock() {
  const [ours, theirs] = [home, pinned].map((folder) =>
    readFileSync(join(folder, "package-lock.json"), "utf8"),
  );
  return ours === theirs;
}

function wantedRange() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).groundwork.node;
}
