import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { PROJECT_DIR } from "../../../workbench/project.ts";
import { testFolder } from "../../classroom/scene.ts";

/** A checkout whose version is another one. */
export async function otherVersion(): Promise<string> {
  const project = await testFolder("gw-version-");
  for (const part of ["workbench", "labs"])
    await cp(path.join(PROJECT_DIR, part), path.join(project, part), { recursive: true });
  for (const part of ["node_modules", "bases.lock.json", "tsconfig.json"])
    await symlink(path.join(PROJECT_DIR, part), path.join(project, part));
  const manifest = await readFile(path.join(PROJECT_DIR, "package.json"), "utf8");
  await writeFile(
    path.join(project, "package.json"),
    manifest.replace(/"version": "[^"]*"/, '"version": "9.9.9"'),
  );
  return project;
}

/** A module that sets the clock of the process that imports it, and of those that it starts, an hour ahead. */
export async function hourAhead(): Promise<string> {
  const file = path.join(await testFolder("gw-clock-"), "ahead.mjs");
  await writeFile(file, AHEAD);
  return file;
}

const AHEAD = `const now = Date.now;
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [now() + 3_600_000] : given));
  }
  static now = () => now() + 3_600_000;
};
`;

/** A dockerd that starts as long as a file is not there. */
export async function sickEngine(): Promise<{ bin: string; flag: string }> {
  const bin = await testFolder("gw-sick-");
  const flag = path.join(bin, "sick");
  const script = `#!/bin/sh\n[ -e ${flag} ] && exit 1\nPATH=\${PATH#*:}\nexec dockerd "$@"\n`;
  await writeFile(path.join(bin, "dockerd"), script, { mode: 0o755 });
  return { bin, flag };
}
