import { readFile } from "node:fs/promises";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";
import { claimAgainst } from "./against.ts";
import { briefOf, NAMES } from "./brief.ts";
import { tryApi, tryTool, tryWeb } from "./programs.ts";
import { claimRules } from "./rules.ts";
import { OUTCOMES, outcomeOf, startOf, startsOf } from "./starts.ts";
import { answersSchema } from "./answers.ts";
import { claimWhy } from "./why.ts";

const { task } = lab(import.meta.url);

// #region read
task("read", async (bench: Bench) => {
  const { starts } = await bench.answers(answersSchema);
  for (const [name, dockerfile] of Object.entries(startsOf(briefOf(bench)))) {
    const ran = await startOf(bench, dockerfile);
    bench.claim(starts[name] === outcomeOf(ran), {
      code: "wrong-prediction",
      expected: `answers.json says of "${name}" one of: ${OUTCOMES.join(", ")}. This is the image:\n${dockerfile}`,
      seen: `answers.json says ${starts[name] ?? "nothing"}. This is the run:\n${describeRun(ran)}`,
      cause: ran.exitCode === 0 ? "All that this program asks for is there." : causeOfRun(ran),
      where: "answers.json",
    });
  }
});
// #endregion

// #region web
task("web", async (bench: Bench) => {
  const brief = briefOf(bench);
  const image = await bench.build("web");
  await claimRules(bench, brief, "web", image);
  const tried = await tryWeb(bench, brief, image);
  bench.claim(tried.works, {
    code: "did-not-answer",
    expected: `after \`docker run IMAGE --define:process.env.WORD='"${bench.token}"'\` port ${brief.web.port} serves main.js with that word in it`,
    seen: tried.seen,
    cause: tried.cause,
    where: "web/Dockerfile",
  });
  claimStops(bench, tried.exitCode, "web/Dockerfile");
});

function claimStops(bench: Bench, exitCode: number | null, where: string): void {
  bench.claim(exitCode !== 137, {
    code: "did-not-stop",
    expected: "the program ends within 5 seconds after `docker stop`, which sends SIGTERM to process 1",
    seen: "It went on running and was killed (exit code 137).",
    cause:
      "Process 1 is not the program, or does not heed SIGTERM. A shell that waits for the program passes nothing on.",
    where,
  });
}
// #endregion

// #region api
task("api", async (bench: Bench) => {
  const brief = briefOf(bench);
  const where = "api/Dockerfile";
  const image = await bench.build("api");
  await claimRules(bench, brief, "api", image);
  await claimGiven(bench, image);
  const tried = await tryApi(bench, brief, image);
  bench.claim(tried.answer.startsWith(`${tried.fingerprint} `), {
    code: "did-not-answer",
    expected: `port ${brief.api.port} answers, with the fingerprint that the native part makes of ${bench.token}: ${tried.fingerprint}`,
    seen: tried.seen,
    cause: tried.cause,
    where,
  });
  bench.claim(tried.works, {
    code: "wrong-answer",
    expected: `${tried.time}, the local time in ${brief.api.zone}`,
    seen: tried.seen,
    cause:
      "Node takes the zone from the variable TZ. Without it, or with a name that it doesn't know, it takes UTC.",
    where,
  });
  claimStops(bench, tried.exitCode, where);
});

async function claimGiven(bench: Bench, image: BuiltImage): Promise<void> {
  const given = await readFile(new URL("starter/api/main.mjs", import.meta.url), "utf8");
  const { files } = await bench.look(image);
  const found = [...files.keys()].filter((path) => path.endsWith("/main.mjs"));
  const texts = await Promise.all(found.map((path) => bench.file(image, path)));
  bench.claim(texts.includes(given), {
    code: "program-changed",
    expected: "the image has main.mjs as it was given",
    seen: found.length === 0 ? "There is no main.mjs in it." : `${found.join(", ")} holds something else.`,
    cause: "What varies is the image around the program. The program stays.",
    where: "api/main.mjs",
  });
}
// #endregion

// #region tool
task("tool", async (bench: Bench) => {
  const brief = briefOf(bench);
  const image = await bench.build("tool");
  const tried = await tryTool(bench, brief, image);
  bench.claim(tried.works, {
    code: "did-not-run",
    expected: `an image that a colleague builds on yours works on his file, and prints ${tried.wanted}`,
    seen: tried.seen,
    cause: tried.cause,
    where: "tool/Dockerfile",
    engineText: tried.engineText,
  });
  await claimRules(bench, brief, "tool", image);
});
// #endregion

task("why", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  for (const name of NAMES) await claimWhy(bench, briefOf(bench), name, answers[name]);
});

task("against", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  for (const name of NAMES) await claimAgainst(bench, briefOf(bench), name, answers[name]);
});
