import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { doctorReportSchema } from "../../workbench/machine/doctor/types.ts";
import { groundwork } from "../cli/command.ts";
import { handIn, ownState, testFolder } from "./scene.ts";

const preload = pathToFileURL(path.join(import.meta.dirname, "clock.preload.mjs")).href;

test("a clock that jumps by years between two checks changes no verdict, and the doctor sees it", async () => {
  const top = await testFolder();
  const state = await ownState(path.join(top, "state"), "all");
  const dir = await handIn(path.join(top, "hand-in"));
  const at = (days: number) => ({
    DOCKER_HOST: endpoint,
    GROUNDWORK_STATE: state,
    NODE_OPTIONS: `--import ${preload}`,
    GROUNDWORK_TEST_CLOCK_DAYS: String(days),
  });
  const { endpoint } = (await connectEngine()).facts;
  for (const days of [800, -800]) {
    const check = ["lab", "check", "03-scratch", "--path", dir, "--task", "static", "--json"];
    const { code, stdout, all } = await groundwork(check, at(days));
    expect(code, all).toBe(0);
    const { startedAt, tasks } = labResultSchema.parse(JSON.parse(stdout));
    expect(tasks.map(({ verdict }) => verdict)).toEqual(["pass"]);
    const apart = (Date.parse(startedAt) - Date.now()) / 86_400_000;
    expect(Math.round(apart), "the command did believe in that date").toBe(days);
  }
  const doctor = await groundwork(["doctor", "--json"], at(2));
  const { checks } = doctorReportSchema.parse(JSON.parse(doctor.stdout));
  const clock = checks.find(({ id }) => id === "clock");
  expect(clock?.seen).toMatch(/^the engine's is 17\d{4} s behind this machine's$/);
  expect(clock?.todo).toContain("Set the clock");
});
