import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBases } from "../bases/ensure.ts";
import { connectEngine } from "../engine/connect.ts";
import { Stage } from "./stage.ts";

const MINUTES = 60_000;
let stage: Stage;

beforeAll(async () => {
  const engine = await connectEngine();
  stage = new Stage(engine, await ensureBases(engine, ["busybox", "registry"], {}), {});
}, 3 * MINUTES);

afterAll(() => stage[Symbol.asyncDispose]());

async function child(text: string): Promise<string> {
  const outcome = await stage.scene(`FROM busybox:1.38-musl\nRUN echo ${text} > /${text}\n`);
  if (!outcome.ok) throw new Error(outcome.log);
  return outcome.imageId;
}

test("layers that the registry or the engine has are not moved again", { timeout: 2 * MINUTES }, async () => {
  const registry = await stage.registry();
  const [one, two] = [await child("one"), await child("two")];
  const moved = (transfer: { layers: readonly { transferred: boolean }[] }): boolean[] =>
    transfer.layers.map(({ transferred }) => transferred);

  const first = await registry.push(one, "one:1");
  expect(moved(first)).toEqual([true, true]);
  expect(first.compressedBytes).toBe(first.layers.reduce((sum, layer) => sum + layer.compressedBytes, 0));
  const second = await registry.push(two, "two:1");
  expect(moved(second)).toEqual([false, true]);
  expect(second.layers[0]).toMatchObject({ digest: first.layers[0]?.digest });
  expect(moved(await registry.push(one, "one:2"))).toEqual([false, false]);

  const pulled = await registry.pull("one:1");
  expect(moved(pulled)).toEqual([false, false]);
  const tags = (await stage.scope.engine.images()).flatMap((image) => image.tags);
  expect(tags).toContain(registry.reference("one:1"));
  expect(tags).not.toContain(registry.reference("two:1"));
  expect(await registry.forget("one:1")).toBe(true);
});

test("a tag moves, and only a build that asks the registry notices", { timeout: 2 * MINUTES }, async () => {
  const registry = await stage.registry();
  const [old, mended] = [await child("old"), await child("mended")];
  await registry.push(old, "moves:1.0");
  await registry.push(mended, "moves:1.1");
  await registry.tag("moves:1.0", "1");
  expect(await registry.digest("moves:1")).toBe(await registry.digest("moves:1.0"));
  await registry.pull("moves:1");
  await registry.tag("moves:1.1", "1");
  expect(await registry.digest("moves:1")).toBe(await registry.digest("moves:1.1"));
  const layersOf = async (pull: boolean): Promise<readonly string[] | undefined> => {
    const built = await stage.scene("FROM localhost:5000/moves:1\n", {}, { pull });
    return built.ok ? (await stage.scope.engine.image(built.imageId))?.layers : [built.message];
  };
  const { engine } = stage.scope;
  expect(await layersOf(false)).toEqual((await engine.image(old))?.layers);
  expect(await layersOf(true)).toEqual((await engine.image(mended))?.layers);
});

test("an index leads to one image for each processor", { timeout: MINUTES }, async () => {
  const registry = await stage.registry();
  for (const architecture of ["amd64", "arm64"]) {
    const platform = `linux/${architecture}`;
    const built = await stage.scene("FROM scratch\nCOPY a /\n", { a: architecture }, { platform });
    await registry.push(built.ok ? built.imageId : built.message, `both:${architecture}`);
  }
  const digest = await registry.index("both:1", ["amd64", "arm64"]);
  expect(await registry.digest("both:1")).toBe(digest);
  expect(await registry.digest("both:arm64")).not.toBe(digest);
  await expect(registry.index("both:2", ["arm64", "arm64"])).rejects.toThrow(
    "two are for the same processor",
  );
  await expect(registry.tag("both:none", "3")).rejects.toThrow("The registry answered 404");
});

test(
  "a registry that does not answer is our fault, in the engine's words",
  { timeout: MINUTES },
  async () => {
    const registry = await stage.registry();
    await registry.server.stop(0);
    await expect(registry.push(await child("three"), "three:1")).rejects.toThrow(
      /push of three:1 failed: .*connect/,
    );
  },
);

test("nothing is pushed anywhere else, or under another name", async () => {
  const { engine } = stage.scope;
  const image = stage.bases[0]?.image ?? "";
  await expect(engine.push({ image, to: "registry.example/groundwork/x:1" })).rejects.toThrow(
    "127.0.0.1:PORT",
  );
  await expect(engine.push({ image, to: "127.0.0.1:5000/x:1" })).rejects.toThrow("127.0.0.1:PORT");
});
