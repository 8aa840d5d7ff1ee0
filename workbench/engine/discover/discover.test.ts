import { expect, test } from "vitest";
import { discover } from "./discover.ts";
import { fixtureHost } from "./fixture.ts";
import type { Candidate, ProbeOutcome } from "./types.ts";

const only =
  (endpoint: string) =>
  async (candidate: Candidate): Promise<ProbeOutcome> =>
    candidate.endpoint === endpoint
      ? { answered: true, product: "docker", version: "29.0.0", apiVersion: "1.52" }
      : { answered: false, reason: "there is no socket at this path" };

test("the first that answers is taken, and the silent ones before it are told", async () => {
  const { found, tried } = await discover(
    fixtureHost(),
    null,
    only("unix:///home/ada/.colima/default/docker.sock"),
  );
  expect(found).toMatchObject({ foundBy: "Colima" });
  expect(tried.map(({ answered }) => answered)).toEqual([false, false, false, true]);
  expect(tried.at(-1)?.reason).toBe("docker 29.0.0 answered");
});

test("a silent DOCKER_HOST ends the search, though another engine would answer", async () => {
  const host = fixtureHost({ env: { DOCKER_HOST: "tcp://gone:2375" } });
  const result = await discover(host, null, only("unix:///var/run/docker.sock"));
  expect(result).toMatchObject({ found: null, namedEngineSilent: true, tried: [{ foundBy: "DOCKER_HOST" }] });
});

test("when none answers, every place is in the list", async () => {
  const { found, namedEngineSilent, tried } = await discover(fixtureHost(), null, only("nowhere"));
  expect(found).toBeNull();
  expect(namedEngineSilent).toBe(false);
  expect(tried.length).toBeGreaterThan(7);
});
