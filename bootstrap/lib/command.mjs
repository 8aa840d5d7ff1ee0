import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { NODE_FLAGS } from "./flags.mjs";
import { root, state } from "./paths.mjs";

const bin = join(root, "node_modules", ".bin");
const isWindows = process.platform === "win32";
const link = join(bin, isWindows ? "groundwork.cmd" : "groundwork");
const stamp = join(state, "ready");

/** What says whether the last setting up still holds; looked at by their times here and in the launcher. */
const INPUTS = [
  "package.json",
  "package-lock.json",
  "bootstrap/node/package-lock.json",
  "node_modules/.package-lock.json",
];

/**
 * The command that `npx groundwork` starts. Two Node processes one after the other and two large lock files to read
 * took longer than the first screen itself, so where nothing has changed since the last setting up, a shell hands over
 * to the right Node at once. Anything that looks newer than the stamp goes the long way, which looks closely.
 */
export const LAUNCHER = `#!/bin/sh
# Made by Groundwork's bootstrap, see bootstrap/lib/command.mjs.
root="\${0%/*}/../.."
stamp="\${GROUNDWORK_STATE:-$root/.groundwork}/ready"
if [ -r "$stamp" ] && read -r node < "$stamp" && [ -x "$node" ]; then
  fresh=yes
  for input in "$node" ${INPUTS.map((name) => `"$root/${name}"`).join(" ")}; do
    [ "$stamp" -nt "$input" ] || fresh=
  done
  if [ -n "$fresh" ]; then
    PATH="\${node%/*}:$PATH"
    export PATH
    exec "$node" ${NODE_FLAGS.join(" ")} "$root/workbench/cli/main.ts" "$@"
  fi
fi
exec node "$root/bootstrap/groundwork.mjs" "$@"
`;

/** What a shell can't do on Windows; the bootstrap does it all. */
const WINDOWS = '@node "%~dp0\\..\\..\\bootstrap\\groundwork.mjs" %*\r\n';

/** True when `npx groundwork` finds this bootstrap's own command. */
export function isLinked() {
  try {
    return readFileSync(link, "utf8") === wanted();
  } catch {
    return false;
  }
}

/** Makes `npx groundwork` find us: npm links the commands of dependencies, but not of the project itself. */
export function linkCommand() {
  mkdirSync(bin, { recursive: true });
  // An older bootstrap put a symbolic link there, and writing would go through it.
  rmSync(link, { force: true });
  const aside = `${link}.${process.pid}`;
  writeFileSync(aside, wanted());
  chmodSync(aside, 0o755);
  renameSync(aside, link);
}

/** Notes that everything is set up for this Node; the launcher goes by it. A place that can't be written to goes without. */
export function stampReady(node) {
  if (isWindows || isStamped(node)) return;
  const aside = `${stamp}.${process.pid}`;
  try {
    mkdirSync(state, { recursive: true });
    writeFileSync(aside, `${node}\n`);
    renameSync(aside, stamp);
  } catch {
    rmSync(aside, { force: true });
  }
}

function isStamped(node) {
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== `${node}\n`) return false;
  const { mtimeMs } = statSync(stamp);
  return [node, ...INPUTS.map((name) => join(root, name))].every((path) => statSync(path).mtimeMs < mtimeMs);
}

function wanted() {
  return isWindows ? WINDOWS : LAUNCHER;
}
