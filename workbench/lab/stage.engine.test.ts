import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBases } from "../bases/ensure.ts";
import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import { stateDir } from "../state.ts";
import { Stage } from "./stage.ts";

let engine: Engine;
let stage: Stage;

beforeAll(async () => {
  engine = await connectEngine();
  const bases = await ensureBases(engine, ["busybox"], { stateDir: stateDir() });
  stage = new Stage(engine, bases, {});
});

afterAll(() => stage[Symbol.asyncDispose]());

async function built(dockerfile: string): Promise<string> {
  const outcome = await stage.scene(dockerfile);
  if (!outcome.ok) throw new Error(outcome.log);
  return outcome.imageId;
}

const says = async (image: string): Promise<string> => (await stage.run({ image })).stdout.trim();
const speaking = (word: string): Promise<string> =>
  built(`FROM busybox:1.38-musl\nENV WORD=${word}\nCMD ["sh", "-c", "echo $WORD"]\n`);

test("a name means the image that it was given to last, and images built on it stay as they are", async () => {
  const child = "FROM team/base:1\nWORKDIR /child\n";
  await stage.name("team/base:1", await speaking("first"));
  const first = await built(child);
  await stage.name("docker.io/team/base:1", await speaking("second"));
  const second = await built(child);
  expect([await says(first), await says(second)]).toEqual(["first", "second"]);
});

test("a name of the catalogue keeps its meaning", async () => {
  await stage.name("busybox:1.38-musl", await speaking("impostor"));
  expect(await says(await built('FROM busybox:1.38-musl\nCMD ["echo", "itself"]\n'))).toBe("itself");
});

test("in one build a name of the catalogue may mean another image", async () => {
  await stage.name("team/other:1", await speaking("instead"));
  const request = { instead: { "docker.io/busybox:1.38-musl": "team/other:1" } };
  const outcome = await stage.scene("FROM busybox:1.38-musl\nRUN echo $WORD\n", {}, request);
  if (!outcome.ok) throw new Error(outcome.log);
  expect(await says(outcome.imageId)).toBe("instead");
  expect(outcome.log).toContain("FROM busybox:1.38-musl");
  expect(await says(await built('FROM busybox:1.38-musl\nCMD ["echo", "itself"]\n'))).toBe("itself");
});

test("the engine speaks of the name that the author wrote", async () => {
  await stage.name("team/base:1", await speaking("first"));
  const outcome = await stage.scene("FROM team/base:1\nRUN exit 3\n");
  expect(outcome).toMatchObject({ ok: false, kind: "step", line: 2 });
  expect(outcome.log).not.toContain("groundwork/");
  expect(outcome.log).toContain("team/base:1");
});

test("nothing that was named is left", async () => {
  const other = new Stage(engine, stage.bases, {});
  const outcome = await other.scene("FROM busybox:1.38-musl\nENV LEFT=no\n");
  if (!outcome.ok) throw new Error(outcome.log);
  await other.name("team/left:1", outcome.imageId);
  const [tag] = (await engine.image(outcome.imageId))?.tags ?? [];
  expect(tag).toContain(other.scope.runId);
  await other[Symbol.asyncDispose]();
  expect(await engine.image(outcome.imageId)).toBeNull();
});
