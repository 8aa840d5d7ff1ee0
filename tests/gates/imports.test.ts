import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { mustBeClean, root, runTool } from "./tool.ts";
import type { ToolResult } from "./tool.ts";

const config = ".dependency-cruiser.mjs";
const places = [
  ...["workbench", "bootstrap", "experiments", "labs", "site", "src", "tests", "bench"],
  ...["docusaurus.config.ts", "sidebars.ts"],
];

/** Cruises those of the places that a folder holds. */
async function cruise(folder: string): Promise<ToolResult> {
  const present = new Set(await readdir(folder));
  const args = [
    "--config",
    config,
    "--output-type",
    "err-long",
    ...places.filter((name) => present.has(name)),
  ];
  return runTool("dependency-cruiser", "depcruise", args, folder);
}

test("imports run one way", async () => {
  mustBeClean(
    await cruise(root),
    "import from a room to the right, or pass the thing in; the picture is in ARCHITECTURE.md",
  );
});

/** A small project in which every rule is broken once, by the file before the arrow. */
const offences: [rule: string, file: string, imported: string][] = [
  ["engine-not-to-the-left", "workbench/engine/a.ts", "../lab/b.ts"],
  ["image-bases-programs-not-to-the-left", "workbench/programs/a.ts", "../record/b.ts"],
  ["lab-not-to-the-left", "workbench/lab/a.ts", "../grade/b.ts"],
  ["learn-record-grade-course-try-stale-machine-not-to-the-left", "workbench/record/a.ts", "../cli/b.ts"],
  ["serve-not-to-the-left", "workbench/serve/a.ts", "../cli/b.ts"],
  ["image-is-pure", "workbench/image/a.ts", "../engine/b.ts"],
  ["bases-are-given-an-engine", "workbench/bases/a.ts", "../engine/b.ts"],
  ["leaves-depend-on-no-room", "workbench/state.ts", "./engine/b.ts"],
  ["only-engine-knows-docker-libraries", "workbench/cli/a.ts", "testcontainers"],
  ["site-reads-schemas-only", "site/a.ts", "../workbench/lab/b.ts"],
  ["pages-read-schemas-and-run-the-chooser", "src/a.ts", "../workbench/lab/b.ts"],
  ["chooser-is-pure", "workbench/choose/decide.ts", "zod"],
  ["choose-knows-recordings-and-bases-only", "workbench/choose/a.ts", "../lab/b.ts"],
  ["workbench-knows-no-site", "workbench/cli/c.ts", "../../site/b.ts"],
  ["bootstrap-needs-nothing", "bootstrap/a.mjs", "zod"],
  ["browser-code-knows-no-node", "src/b.ts", "node:fs"],
  ["labs-import-the-kit", "labs/01-a/lab.test.ts", "../../workbench/engine/b.ts"],
  ["experiments-import-the-recorder's-types", "experiments/01-a.ts", "../workbench/engine/b.ts"],
  ["no-circle", "workbench/grade/a.ts", "./b.ts"],
  ["no-unresolvable", "workbench/learn/a.ts", "./absent.ts"],
];

test("every import rule bites", async () => {
  const folder = await mkdtemp(join(tmpdir(), "groundwork-imports-"));
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    for (const name of [config, "tsconfig.json", "package.json"])
      await cp(join(root, name), join(folder, name));
    const put = async (file: string, text: string) => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    };
    for (const room of ["engine", "lab", "record", "cli"])
      await put(`workbench/${room}/b.ts`, "export const b = 1;\n");
    await put("site/b.ts", "export const b = 1;\n");
    await put("workbench/grade/b.ts", 'import "./a.ts";\nexport const b = 1;\n');
    for (const [, file, imported] of offences)
      await put(file, `import * as it from "${imported}";\nexport { it };\n`);

    const { code, output } = await cruise(folder);
    const reported = offences.filter(([rule, file]) => output.includes(`error ${rule}: ${file}`));
    expect(reported, output).toEqual(offences);
    expect(code).not.toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
