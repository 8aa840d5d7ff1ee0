import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, ElfFacts, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { whoIsMissing } from "./reading.ts";
import type { Outcome } from "./reading.ts";
import { forecastScenes, predictionScenes } from "./scenes.ts";
import { filesNeeded } from "./needs.ts";

const { task } = lab(import.meta.url);

/** Where most tasks begin: the container started, and its program ended well. */
function claimRan(
  bench: Bench,
  ran: RunOutcome,
  where: string,
  expected: string,
  cause = causeOfRun(ran),
): void {
  bench.claim(ran.started && ran.exitCode === 0, {
    code: "did-not-start",
    expected,
    seen: describeRun(ran),
    cause,
    where,
    engineText: ran.engineError,
  });
}

// #region static
task("static", async (bench: Bench) => {
  const where = "static/Dockerfile";
  const image = await bench.build("static");

  const version = await bench.run(image, { command: ["--version"] });
  claimRan(bench, version, where, "`docker run IMAGE --version` starts esbuild and ends with exit code 0");

  const word = `//${bench.token}`;
  const echoed = await bench.run(image, { command: [`--banner=${word}`] });
  bench.claim(echoed.stdout.includes(word), {
    code: "arguments-lost",
    expected: `esbuild gets the argument --banner=${word} and prints the banner`,
    seen: describeRun(echoed),
    cause:
      "The program started but never heard its arguments. In the shell form they go to the shell, which drops them.",
    where,
  });

  const files = filesOf((await bench.look(image)).files);
  bench.claim(files.length === 1, {
    code: "more-than-needed",
    expected: "the image holds one file, the program",
    seen: listed(files),
    cause:
      "A static program needs no other file. What else is in the image came with the base or with a COPY.",
    where,
  });
});
// #endregion

// #region user
task("user", async (bench: Bench) => {
  const where = "user/Dockerfile";
  const id = String(bench.random(20_000, 60_000));
  const image = await bench.build("user", { buildArgs: { ID: id } });
  const ran = await bench.run(image);
  claimRan(bench, ran, where, `\`docker run IMAGE\` starts the program as user ${id}`);

  const says = (what: string): string =>
    new RegExp(`^${what} +(.*)$`, "m").exec(ran.stdout)?.[1] ?? "nothing";
  const [user, group] = [says("user"), says("group")];
  bench.claim(user === id && group === id, {
    code: "wrong-identity",
    expected: `built with --build-arg ID=${id}, it runs as user ${id} and group ${id}`,
    seen: describeRun(ran),
    cause:
      user === id
        ? `The user is right. The group is ${group}, because no group was named and no passwd file tells one.`
        : `The program runs as user ${user}, which is not the number that this build was given.`,
    where,
  });
});
// #endregion

// #region clock
task("clock", async (bench: Bench) => {
  const where = "clock/Dockerfile";
  const image = await bench.build("clock");
  const moment = bench.random(1_300_000_000, 1_600_000_000);
  for (const zone of ["Asia/Tokyo", "America/Phoenix", "Asia/Kathmandu"]) {
    const ran = await bench.run(image, { command: [String(moment)], env: { TZ: zone } });
    claimRan(bench, ran, where, `\`docker run -e TZ=${zone} IMAGE ${moment}\` starts the clock`);
    const local = localTime(moment, zone);
    bench.claim(ran.stdout.startsWith(local), {
      code: "wrong-time",
      expected: `with TZ=${zone}, second ${moment} is ${local}`,
      seen: `${describeRun(ran)}\nThe same second in UTC is ${localTime(moment, "UTC")}.`,
      cause: `The program looked for a file about ${zone}, found none, and went on with UTC. It gave no error.`,
      where,
    });
  }
});

/** The moment as a clock on the wall shows it in `zone`, from the zone data of Node itself. */
function localTime(moment: number, zone: string): string {
  const style = { timeZone: zone, dateStyle: "short", timeStyle: "short", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("sv-SE", style).format(moment * 1000);
}
// #endregion

// #region notes
task("notes", async (bench: Bench) => {
  const where = "notes/Dockerfile";
  const image = await bench.build("notes");
  for (const user of [bench.random(1_000, 30_000), bench.random(30_001, 60_000)]) {
    const ran = await bench.run(image, { command: [bench.token], user: `${user}:${user}` });
    const cause = causeOfNote(ran.stderr) ?? causeOfRun(ran);
    claimRan(bench, ran, where, `\`docker run --user ${user} IMAGE ${bench.token}\` keeps the note`, cause);
    bench.claim(ran.stdout.includes(bench.token), {
      code: "note-lost",
      expected: `the note "${bench.token}" is read back`,
      seen: describeRun(ran),
      cause: "The program ended well without the note.",
      where,
    });
  }
});

function causeOfNote(stderr: string): string | null {
  if (stderr.includes("/tmp: No such file"))
    return "The program wants to make a file in /tmp, and the image has no such folder. Nobody makes it for you.";
  if (stderr.includes("/tmp: Permission denied"))
    return "The image has a folder /tmp, but its owner and its mode keep this user from writing in it.";
  return null;
}
// #endregion

// #region glibc
task("glibc", async (bench: Bench) => {
  const where = "glibc/Dockerfile";
  const image = await bench.build("glibc");
  const facts = await bench.look(image);
  const program = [...(facts.config.entrypoint ?? []), ...(facts.config.cmd ?? [])][0] ?? "";
  const ran = await bench.run(image, { entrypoint: program === "" ? [] : [program], command: ["--version"] });
  claimRan(bench, ran, where, "the program that the image starts, given --version, ends with exit code 0");

  const elf = await bench.elf(image, program);
  const wanted = await bench.programElf("biome");
  bench.claim(elf !== null && elf.interpreter === wanted.interpreter && sameNeeds(elf, wanted), {
    code: "another-program",
    expected: `${program || "the entrypoint"} is the glibc build of biome, which asks for ${wanted.interpreter ?? "a loader"}`,
    seen: elf
      ? `${program} is ${elf.linkage} and asks for ${elf.interpreter ?? "no loader"}`
      : `${program} is no ELF file`,
    cause: "A program that needs no library is a good answer in life. Here it is the other question.",
    where,
  });

  const needed = await filesNeeded(program, (path) => bench.elf(image, path), facts.files);
  const spare = filesOf(facts.files).filter((path) => !needed.has(path));
  bench.claim(spare.length === 0, {
    code: "more-than-needed",
    expected: `only what biome needs:\n${listed([...needed].sort())}`,
    seen: `besides that:\n${listed(spare)}`,
    cause: "No ELF file on the way from biome to its last library asks for these.",
    where,
  });
});

function sameNeeds(one: ElfFacts, other: ElfFacts): boolean {
  return one.needed.join() === other.needed.join();
}
// #endregion

// #region predictions
const outcomes = [
  "starts",
  "file-missing",
  "shell-missing",
  "not-in-path",
  "loader-missing",
  "library-missing",
] as const;
const prediction = z.enum(outcomes) satisfies z.ZodType<Outcome>;
const answersSchema = z.strictObject(
  Object.fromEntries(Object.keys(predictionScenes).map((name) => [name, prediction])),
);

task("predictions", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  for (const [name, dockerfile] of Object.entries(predictionScenes)) {
    const ran = await bench.run(await bench.scene(dockerfile));
    bench.claim(answers[name] === whoIsMissing(ran).outcome, {
      code: "wrong-prediction",
      expected: `answers.json names what is missing in the image "${name}":\n${dockerfile}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. This is the run:\n${describeRun(ran)}`,
      cause: causeOfRun(ran),
      where: "answers.json",
      engineText: ran.engineError,
    });
  }
});
// #endregion

// #region forecast
interface Image {
  readonly paths: ReadonlySet<string>;
  readonly elf: ReadonlyMap<string, ElfFacts>;
}
interface Said {
  readonly outcome: string;
  readonly missing?: string;
}

task("forecast", async (bench: Bench) => {
  const where = "starts-on-scratch.ts";
  const forecast = await bench.learner<[string, Image], Said | undefined>(where, "forecast");
  for (const { title, image, program } of await forecastScenes(bench)) {
    const said = await forecast(program, await readImage(bench, image));
    const ran = await bench.run(image);
    const seen = whoIsMissing(ran);
    // Here the kernel names the program and keeps the loader's path to itself; the program's ELF header tells it.
    const missing =
      seen.outcome === "loader-missing" ? (await bench.elf(image, program))?.interpreter : seen.missing;
    bench.claim(said?.outcome === seen.outcome && (said.missing ?? "") === missing, {
      code: "wrong-forecast",
      expected: `for ${title}, forecast() says ${seen.outcome}${missing ? ` and names ${missing}` : ""}`,
      seen: `forecast() says ${JSON.stringify(said)}. This is the run:\n${describeRun(ran)}`,
      cause: causeOfRun(ran),
      where,
      engineText: ran.engineError,
    });
  }
});

async function readImage(bench: Bench, image: BuiltImage): Promise<Image> {
  const { files } = await bench.look(image);
  const elf = new Map<string, ElfFacts>();
  for (const path of filesOf(files)) {
    const facts = await bench.elf(image, path);
    if (facts) elf.set(path, facts);
  }
  return { paths: new Set(files.keys()), elf };
}
// #endregion

/** Paths of an image that hold data; folders are not counted. */
function filesOf(files: ReadonlyMap<string, { readonly type: string }>): string[] {
  return [...files].filter(([, { type }]) => type !== "directory").map(([path]) => path);
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 12).map((path) => `  ${path}`);
  return [...shown, ...(paths.length > 12 ? [`  and ${paths.length - 12} more`] : [])].join("\n");
}
