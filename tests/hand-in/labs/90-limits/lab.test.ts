import { causeOfRun, describeRun, lab } from "../../../../workbench/lab/kit/index.ts";
import type { Bench } from "../../../../workbench/lab/kit/index.ts";

const { task } = lab(import.meta.url);

task("builds", async (bench: Bench) => {
  await bench.build("app");
});

task("runs", async (bench: Bench) => {
  const ran = await bench.run(await bench.build("app"), { deadlineMs: 25_000 });
  bench.claim(ran.exitCode === 0, {
    code: "did-not-run",
    expected: "it runs to its end",
    seen: describeRun(ran),
    cause: causeOfRun(ran),
    where: "app/Dockerfile",
    engineText: ran.engineError,
  });
});
