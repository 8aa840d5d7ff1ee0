import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBases } from "../bases/ensure.ts";
import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import type { Registry } from "../lab/registry.ts";
import { Stage } from "../lab/stage.ts";
import { stateDir } from "../state.ts";
import { isStale, type StaleRequest } from "./stale.ts";

let engine: Engine;
let stage: Stage;
let registry: Registry;

beforeAll(async () => {
  engine = await connectEngine();
  const bases = await ensureBases(engine, ["busybox", "registry"], { stateDir: stateDir() });
  stage = new Stage(engine, bases, {});
  registry = await stage.registry();
});

afterAll(() => stage[Symbol.asyncDispose]());

async function built(dockerfile: string): Promise<string> {
  const outcome = await stage.scene(dockerfile);
  if (!outcome.ok) throw new Error(outcome.log);
  return outcome.imageId;
}

/** An edition of the team's base, pushed under one tag and named for the next `FROM team/base:1`. */
async function publish(edition: string, tag: string): Promise<void> {
  const image = await built(`FROM busybox:1.38-musl\nRUN echo ${edition} > /edition\n`);
  await registry.push(image, tag);
  await stage.name("team/base:1", image);
}

const verdict = (image: string, rest: Partial<StaleRequest> = {}) =>
  isStale({ engine, image, stateDir: stateDir(), offline: false, onProgress: () => undefined, ...rest });

test("a base moves in its registry: what stood on it is stale until it is built again", async () => {
  const base = registry.reference("moved:1");
  const app = "FROM team/base:1\nRUN echo app > /app\n";
  await publish("first", "moved:1");
  const old = await built(app);
  // Others work on this engine, too: only what is this test's own is looked at.
  const own = async (): Promise<string[]> =>
    (await engine.images())
      .flatMap((each) => each.tags)
      .filter((tag) => tag.includes(stage.scope.runId) || tag.startsWith(registry.reference("")));
  const before = await own();
  expect(await verdict(old, { base })).toMatchObject({ verdict: "current", asked: "registry" });
  await publish("second", "moved:1");
  expect(await verdict(old, { base })).toMatchObject({
    verdict: "stale",
    asked: "registry",
    knownBy: "option",
  });
  expect(await verdict(await built(app), { base })).toMatchObject({ verdict: "current" });
  const after = await own();
  expect(
    before.filter((tag) => !after.includes(tag)),
    "no tag was taken away",
  ).toEqual([]);
  expect(
    after.filter((tag) => tag.startsWith("127.0.0.1")),
    "what was pulled is gone",
  ).toEqual([]);
});

test("the label's digest is enough where it is the one that the tag means", async () => {
  const base = registry.reference("labelled:1");
  await publish("first", "labelled:1");
  const answer = await engine.registered(base);
  const digest = answer.ok ? answer.digest : "";
  const app = await built(
    `FROM team/base:1\nLABEL org.opencontainers.image.base.name=${base} org.opencontainers.image.base.digest=${digest}\n`,
  );
  expect(await verdict(app)).toMatchObject({ verdict: "current", knownBy: "label", now: digest });
  await publish("second", "labelled:1");
  expect(await verdict(app)).toMatchObject({ verdict: "stale", knownBy: "label" });
});

test("without a registry, this machine's own image of that name is asked", async () => {
  const app = await built("FROM busybox:1.38-musl\nRUN echo app > /app\n");
  expect(await verdict(app, { offline: true })).toMatchObject({
    verdict: "current",
    base: "busybox:1.38-musl",
    knownBy: "layers",
    asked: "catalogue",
  });
});

test.each([
  ["it stands on nothing", "FROM scratch\nCOPY Dockerfile /a\n", {}, "unknown", null],
  [
    "nobody answers for its base",
    "FROM scratch\nCOPY Dockerfile /b\n",
    { base: "127.0.0.1:1/none:1" },
    "unknown",
    "127.0.0.1:1/none:1",
  ],
] as const)("can't be told: %s", async (_, dockerfile, rest, wanted, base) => {
  expect(await verdict(await built(dockerfile), rest)).toMatchObject({ verdict: wanted, base });
});

test("an image that is not there is refused with what to do", async () => {
  await expect(verdict("groundwork/none:1")).rejects.toThrow("The engine holds no image groundwork/none:1.");
});
