import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, ElfFacts, FileFacts, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { outcomeOf } from "./outcome.ts";
import { forecastScenes, predictionScenes } from "./scenes.ts";

const { task } = lab(import.meta.url);

/** Where most tasks begin: the program started and ended well. The code says how it failed where it did. */
function claimStarts(bench: Bench, ran: RunOutcome, where: string, expected: string, cause?: string): void {
  bench.claim(outcomeOf(ran) === "starts", {
    code: outcomeOf(ran),
    expected,
    seen: describeRun(ran),
    cause: cause ?? causeOfRun(ran),
    where,
    engineText: ran.engineError,
  });
}

// #region predict
const prediction = z.enum(["starts", "loader-missing", "library-missing"]);

task("predict", async (bench: Bench) => {
  const scenes = await predictionScenes(bench);
  const names = Object.keys(scenes);
  const answers = await bench.answers(
    z.strictObject(Object.fromEntries(names.map((name) => [name, prediction]))),
  );
  for (const [name, dockerfile] of Object.entries(scenes)) {
    const ran = await bench.run(await bench.scene(dockerfile));
    bench.claim(answers[name] === outcomeOf(ran), {
      code: "wrong-prediction",
      expected: `answers.json says what happens to ${name}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. This is the run:\n${describeRun(ran)}`,
      cause: causeOfStart(ran),
      where: "answers.json",
      engineText: ran.engineError,
    });
  }
});
// #endregion

// #region glibc-base
task("glibc-base", async (bench: Bench) => {
  const where = "glibc-base/Dockerfile";
  const image = await bench.build("glibc-base");
  const ran = await bench.run(image, { command: ["--version"] });
  claimStarts(bench, ran, where, "`docker run IMAGE --version` starts biome and ends with exit code 0");

  const [elf, wanted] = [await bench.elf(image, "/app"), await bench.programElf("biome")];
  bench.claim(elf?.interpreter === wanted.interpreter && elf?.needed.join() === wanted.needed.join(), {
    code: "another-program",
    expected: `/app is biome in its build for glibc, which asks for ${wanted.interpreter ?? "a loader"}`,
    seen: describeElf("/app", elf),
    cause:
      "Another build of biome is a good answer in life. Here the program is given, and the base is the question.",
    where,
  });
});
// #endregion

// #region musl-build
task("musl-build", async (bench: Bench) => {
  const where = "from-source/Dockerfile.musl";
  const image = await bench.build("from-source", { dockerfile: "Dockerfile.musl" });
  await claimReports(bench, image, where);

  const elf = await bench.elf(image, "/report");
  bench.claim(elf?.interpreter?.includes("/ld-musl-") ?? false, {
    code: "not-for-musl",
    expected: "/report asks for musl's loader",
    seen: describeElf("/report", elf),
    cause: "It starts, but it does not use the libc of this base: it brings its own, or it found another.",
    where,
  });
});

/** The program reads a word that is made up for this run, so its report can't be known beforehand. */
async function claimReports(bench: Bench, image: BuiltImage, where: string): Promise<void> {
  const ran = await bench.run(image, { command: [bench.token] });
  claimStarts(
    bench,
    ran,
    where,
    `\`docker run IMAGE ${bench.token}\` starts /report and ends with exit code 0`,
  );
  const sum = [...bench.token].reduce(
    (total, letter) => (Math.imul(total, 31) + letter.charCodeAt(0)) >>> 0,
    0,
  );
  bench.claim(ran.stdout.includes(`report on ${bench.token}: ${bench.token.length} letters, sum ${sum}`), {
    code: "wrong-report",
    expected: `a report on ${bench.token} with the sum ${sum}`,
    seen: describeRun(ran),
    cause: "The program that ran is not report.c as it was given, or it did not get its argument.",
    where,
  });
}
// #endregion

// #region static-build
task("static-build", async (bench: Bench) => {
  const where = "from-source/Dockerfile.static";
  const image = await bench.build("from-source", { dockerfile: "Dockerfile.static" });
  await claimReports(bench, image, where);

  const elf = await bench.elf(image, "/report");
  const { loaders } = await bench.look(image);
  bench.claim(elf !== null && elf.interpreter === null && loaders.length === 0, {
    code: "needs-a-loader",
    expected: "/report asks for no loader, and the image holds none",
    seen: `${describeElf("/report", elf)}\nLoaders in the image: ${loaders.join(", ") || "none"}`,
    cause: "It starts because a loader is there to start it. Take that away and it would not.",
    where,
  });
});
// #endregion

// #region stack
task("stack", async (bench: Bench) => {
  const where = "stack/Dockerfile";
  const image = await bench.build("stack");
  const [kib, seed] = [bench.random(2_000, 4_000), bench.random(3, 250)];
  const ran = await bench.run(image, { command: [String(kib), String(seed)] });
  const expected = `a thread gets through ${kib} KiB of stack (up to 4 MiB are asked for)`;
  claimStarts(bench, ran, where, expected, outcomeOf(ran) === "crashed" ? overTheEdge(kib) : undefined);

  let sum = 0;
  for (let at = 0; at < kib * 1024; at += 1) sum += (at * seed) & 0xff;
  bench.claim(ran.stdout.trim() === `sum ${sum}`, {
    code: "wrong-sum",
    expected: `worker ${kib} ${seed} prints: sum ${sum}`,
    seen: describeRun(ran),
    cause: "The thread used less than it was asked to, or something else.",
    where: "stack/worker.c",
  });

  const { libc } = await bench.look(image);
  bench.claim(libc === "musl", {
    code: "left-musl",
    expected: "the worker still runs on Alpine",
    seen: `The libc of the image is ${libc}.`,
    cause:
      "glibc gives each thread a big stack without being asked. In life that may be the answer; here it is not.",
    where,
  });
});

const overTheEdge = (kib: number): string =>
  `The kernel ended the program for touching memory that it does not have (SIGSEGV). A thread that runs over the edge of its stack does that, and this one wanted ${kib} KiB.`;
// #endregion

// #region entrypoint
task("entrypoint", async (bench: Bench) => {
  const image = await bench.build("entrypoint");
  const name = `${bench.token} two words`;
  const port = String(bench.random(2_000, 9_000));
  const firstLine = (await bench.text("entrypoint/start.sh")).split("\n")[0] ?? "";

  for (const [env, flags] of [
    [{ PORT: port, NAME: name }, ["--port", port, "--name", name]],
    [{ NAME: name, VERBOSE: "1" }, ["--port", "8080", "--name", name, "--verbose"]],
  ] as const) {
    const ran = await bench.run(image, { env });
    const outcome = outcomeOf(ran);
    bench.claim(outcome === "starts", {
      code: outcome === "loader-missing" ? "interpreter-missing" : "script-failed",
      expected: "the script starts on Alpine and ends with exit code 0",
      seen: describeRun(ran),
      cause: outcome === "loader-missing" ? causeOfFirstLine(firstLine) : causeOfScript(ran),
      where: "entrypoint/start.sh",
      engineText: ran.engineError,
    });
    const printed = ran.stdout.trim().split("\n");
    bench.claim(printed.join("\n") === flags.map((flag) => `flag: ${flag}`).join("\n"), {
      code: "wrong-flags",
      expected: `with ${JSON.stringify(env)} the flags are\n${flags.map((flag) => `flag: ${flag}`).join("\n")}`,
      seen: describeRun(ran),
      cause: "The flags that the script made are not these, one a line.",
      where: "entrypoint/start.sh",
    });
  }
});

/** The kernel takes the first line by the letter; what cannot be seen in it is what to say. */
function causeOfFirstLine(line: string): string {
  const interpreter = line.replace(/^#!\s*/, "").trim();
  return line.endsWith("\r")
    ? `The first line ends in a carriage return. The kernel looks for an interpreter named "${interpreter}\\r".`
    : `The first line asks for ${interpreter}, and this base does not have it.`;
}

/** Once the first line is right, sh itself complains, and names the line of the script. */
function causeOfScript(ran: RunOutcome): string {
  return /syntax error|illegal option|bad substitution/.test(ran.stderr)
    ? "The first line is right: sh has started. It stopped at a line that bash would understand and sh does not."
    : causeOfRun(ran);
}
// #endregion

// #region will-it-start
type Forecast = "starts" | "loader-missing" | "library-missing";

task("will-it-start", async (bench: Bench) => {
  const where = "will-it-start.ts";
  type Question = [elf: ElfFacts, files: ReadonlyMap<string, FileFacts>];
  const willItStart = await bench.learner<Question, Forecast>(where, "willItStart");
  for (const { title, image, program } of await forecastScenes(bench)) {
    const elf = await bench.elf(image, program);
    if (!elf) throw new Error(`the scene "${title}" holds no program`);
    const said = await willItStart(elf, (await bench.look(image)).files);
    const ran = await bench.run(image);
    bench.claim(said === outcomeOf(ran), {
      code: "wrong-forecast",
      expected: `for ${title}, willItStart() says ${outcomeOf(ran)}, as the run does`,
      seen: `willItStart() says ${JSON.stringify(said)}. ${describeElf(program, elf)}\nThis is the run:\n${describeRun(ran)}`,
      cause: causeOfStart(ran),
      where,
      engineText: ran.engineError,
    });
  }
});
// #endregion

/** What was missing, or that nothing was: a run that ends well can contradict a forecast, too. */
function causeOfStart(ran: RunOutcome): string {
  return outcomeOf(ran) === "starts" ? "Nothing was missing when it ran." : causeOfRun(ran);
}

function describeElf(path: string, elf: ElfFacts | null): string {
  if (!elf) return `${path} is absent or no ELF file.`;
  const needs = elf.needed.length > 0 ? ` and needs ${elf.needed.join(", ")}` : "";
  return `${path} is ${elf.linkage}, asks for ${elf.interpreter ?? "no loader"}${needs}.`;
}
