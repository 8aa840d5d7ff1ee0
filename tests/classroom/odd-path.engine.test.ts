import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { inspectionSchema } from "../../workbench/inspect/schema.ts";
import { recordingSchema } from "../../workbench/record/schema.ts";
import { copyOfCheckout, groundworkIn } from "./checkout.ts";
import { killedAt, ownState, testFolder } from "./scene.ts";

test("a checkout whose path has spaces and signs beyond ASCII: check, inspect, start, doctor, record", async () => {
  const top = await testFolder();
  const checkout = await copyOfCheckout(path.join(top, "Übung 1 ünd ☃", "it's $HOME"));
  const env = {
    DOCKER_HOST: (await connectEngine()).facts.endpoint,
    GROUNDWORK_STATE: await ownState(path.join(top, "Zustand ä"), "all"),
  };
  const run = async (...args: string[]) => {
    const { code, stdout, all } = await groundworkIn(checkout, args, env);
    expect(code, all).toBe(0);
    return stdout;
  };

  const checked = await run("lab", "check", "03-scratch", "--solution", "--json");
  expect(labResultSchema.parse(JSON.parse(checked)).verdict).toBe("pass");
  expect(inspectionSchema.parse(JSON.parse(await run("inspect", "busybox", "--json"))).layers).toHaveLength(
    1,
  );
  await run("lab", "start", "03-scratch");
  expect(await readFile(path.join(checkout, "work", "03-scratch", "answers.json"), "utf8")).toContain("{");
  expect((await run("doctor")).split("```text")[1]).not.toContain("Übung");

  // A recording that is killed while it runs leaves the file that is there as it was.
  const file = path.join(checkout, "recordings", "03-scratch.json");
  const text = await readFile(file, "utf8");
  const { killed, said } = await killedAt("03-scratch: ", ["record", "03-scratch"], env, 300, checkout);
  expect(killed, said).toBe(true);
  expect(await readFile(file, "utf8")).toBe(text);
  recordingSchema.parse(JSON.parse(text));
});
