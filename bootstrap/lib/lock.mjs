import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./say.mjs";

/** Runs `work` while no other start of ours holds the lock file; a lock whose owner is gone is taken over. */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  for (let told = false; !take(path); await sleep(200)) {
    const owner = Number.parseInt(read(path), 10);
    if (owner && !isAlive(owner)) dropStale(path, owner);
    else if (!told && owner) {
      told = true;
      say(`waiting for process ${owner}, which is setting up`);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Written aside and linked into place, so that a lock never exists without its owner in it. */
function take(path) {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, String(process.pid));
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Of two starts that see the same dead owner, only one may take over: moved aside, then looked at again. */
function dropStale(path, owner) {
  const aside = `${path}.old.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== String(owner)) renameSync(aside, path);
  } catch {
    // The other start was quicker.
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
