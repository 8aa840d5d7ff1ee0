import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { listLabs, loadLab, type Lab } from "../../lab/load.ts";
import { prepareTarget, type Target } from "../../lab/target.ts";
import { isSameForAll } from "../../lab/variant.ts";
import { LABS_DIR } from "../../project.ts";
import { allowedIn } from "./allowed.ts";
import { checkDockerfile } from "./check.ts";
import { isDockerfile } from "./names.ts";

let labs: Lab[] = [];
beforeAll(async () => {
  labs = await Promise.all((await listLabs(LABS_DIR)).map((id) => loadLab(LABS_DIR, id)));
});

async function findingsOf(lab: Lab, target: Target, learner: string): Promise<string[]> {
  const allowed = await allowedIn(lab, [lab]);
  await using prepared = await prepareTarget(lab, target, learner);
  const entries = await readdir(prepared.dir, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile() && isDockerfile(each.name))) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(prepared.dir, file);
    for (const each of checkDockerfile(name, await readFile(file), allowed))
      found.push(`${name}:${each.line} ${each.rule} ${each.text}`);
  }
  return found;
}

test("no lab's solution and no starter breaks the policy, whoever's values it holds", async () => {
  const found: string[] = [];
  let checked = 0;
  for (const lab of labs)
    for (const kind of ["solution", "starter"] as const)
      for (const learner of isSameForAll(lab.manifest) ? ["ada"] : ["ada", "grace", "edsger", "barbara"]) {
        checked += 1;
        found.push(
          ...(await findingsOf(lab, { kind }, learner)).map((each) => `${lab.manifest.id} ${kind}: ${each}`),
        );
      }
  expect(checked).toBeGreaterThan(2 * labs.length);
  expect(found).toEqual([]);
});

// A trap is a plausible wrong answer: it has to be built and to fail at its task, not to be turned away before.
test("no trap breaks the policy either", async () => {
  const rejected: Record<string, string[]> = {};
  for (const lab of labs)
    for (const name of Object.keys(lab.manifest.traps)) {
      const found = await findingsOf(lab, { kind: "trap", name }, "ada");
      if (found.length > 0) rejected[`${lab.manifest.id} ${name}`] = found;
    }
  expect(rejected).toEqual({});
});
