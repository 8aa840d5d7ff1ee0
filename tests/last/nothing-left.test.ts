import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { BASE_TAG_PREFIX, LABEL_CONTAINER, LABEL_RUN, TAG_PREFIX } from "../../workbench/engine/labels.ts";
import { LABEL_PROGRAM } from "../../workbench/programs/image.ts";
import { groundwork } from "../cli/command.ts";

const LABELS = [LABEL_RUN, LABEL_CONTAINER, LABEL_PROGRAM];

/** Runs alone, after every other project: see `order` in vitest.config.ts. */
test("after all tests and `groundwork clean`, the engine holds nothing of ours but the bases", async () => {
  const { code, all } = await groundwork(["clean", "--yes"]);
  expect(code, all).toBe(0);
  const engine = await connectEngine();
  const containers = await Promise.all(LABELS.map((label) => engine.containers(label)));
  expect(containers.flat()).toEqual([]);
  expect(await engine.networks(LABEL_RUN)).toEqual([]);
  const images = await engine.images();
  const tags = images.flatMap((image) => image.tags).filter((tag) => tag.startsWith(TAG_PREFIX));
  expect(tags.filter((tag) => !tag.startsWith(BASE_TAG_PREFIX))).toEqual([]);
  const nameless = images.filter(
    ({ tags: names, labels }) => names.length === 0 && LABELS.some((label) => label in labels),
  );
  expect(nameless).toEqual([]);
});
