import { expect, test } from "vitest";
import { listLabs, loadLab } from "../../../lab/load.ts";
import { anotherVariant, variantOf } from "../../../lab/variant.ts";
import { LABS_DIR } from "../../../project.ts";
import { StandIns } from "./stand-in.ts";

const LEARNERS = ["autumn-2026.ada", "autumn-2026.ben", "spring.someone-else", "x"];

test("a made-up name gives each learner's variant of every lab, and tells nothing of them", async () => {
  for (const id of await listLabs(LABS_DIR)) {
    const { manifest } = await loadLab(LABS_DIR, id);
    const standIns = new StandIns(manifest);
    for (const learner of LEARNERS) {
      const name = standIns.for(learner);
      expect(new StandIns(manifest).for(learner)).toBe(name);
      expect(name).toMatch(/^learner-\d+$/);
      expect(variantOf(manifest, name)).toEqual(variantOf(manifest, learner));
      expect(anotherVariant(manifest, name)).toEqual(anotherVariant(manifest, learner));
    }
  }
});
