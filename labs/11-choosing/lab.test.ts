import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { advice, evidenceSchema, trials, type Advice } from "./evidence.ts";
import { ask, bases, makeProbes, predictions, sceneOf, startOn, supplied } from "./scenes.ts";
import type { BaseId, ProgramId } from "./scenes.ts";

const { task } = lab(import.meta.url);

// #region predict
const answersSchema = z.strictObject(
  Object.fromEntries(Object.keys(predictions).map((name) => [name, z.enum(["works", "fails"])])),
);

task("predict", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  await makeProbes(bench);
  for (const [name, prediction] of Object.entries(predictions)) {
    const { dockerfile, request, says } = sceneOf(prediction);
    const ran = await bench.run(await bench.scene(dockerfile), request);
    const works = ran.exitCode === 0 && ran.stdout.includes(says);
    bench.claim(answers[name] === (works ? "works" : "fails"), {
      code: "wrong-prediction",
      expected: `answers.json says whether "${name}" works:\n${dockerfile}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. This is the run:\n${describeRun(ran)}`,
      cause: causeOfCell(ran, works),
      where: "answers.json",
    });
  }
});

function causeOfCell(ran: RunOutcome, works: boolean): string {
  if (works) return "Everything that this file asks for is in this image, whatever the names promise.";
  return ran.exitCode === 0 || ran.stderr.includes("not trusted")
    ? "The program started. What it asked the base for is a file that this base does not have."
    : causeOfRun(ran);
}
// #endregion

// #region starts
interface Program {
  readonly interpreter: string | null;
  readonly needed: readonly string[];
}
interface Base {
  readonly loaders: readonly string[];
  readonly libraries: readonly string[];
}

/** Cells that tell rules apart; more are drawn by lot. */
const ALWAYS = ["esbuild scratch", "biome distroless-base", "biome distroless-cc", "sass-musl debian-slim"];
const DRAWN = 5;

task("starts", async (bench: Bench) => {
  const where = "starts.ts";
  const starts = await bench.learner<[Program, Base], boolean>(where, "starts");
  for (const [program, base] of cells(bench)) {
    const { interpreter, needed } = await bench.programElf(program);
    const facts = await baseFacts(bench, base);
    const said = await starts({ interpreter, needed: [...needed] }, facts);
    const ran = await startOn(bench, program, base);
    bench.claim(said === (ran.exitCode === 0), {
      code: "wrong-verdict",
      expected: `starts() says ${ran.exitCode === 0} for ${program} on ${base}`,
      seen: `starts() says ${JSON.stringify(said)}. The program ${interpreter === null ? "asks for no loader" : `asks for ${interpreter}`}, and needs: ${needed.join(", ") || "nothing"}.\nThe base's loaders: ${facts.loaders.join(", ") || "none"}. Libraries that it has of those: ${needed.filter((name) => facts.libraries.includes(name)).join(", ") || "none"}.\n${describeRun(ran)}`,
      cause: ran.exitCode === 0 ? "Everything that the file asks for is there." : causeOfRun(ran),
      where,
    });
  }
});

function cells(bench: Bench): readonly (readonly [ProgramId, BaseId])[] {
  const programs: readonly ProgramId[] = ["esbuild", "biome", "biome-musl", "sass", "sass-musl"];
  const all = programs.flatMap((program) =>
    (Object.keys(bases) as BaseId[]).map((base) => [program, base] as const),
  );
  const isAlways = ([program, base]: (typeof all)[number]): boolean => ALWAYS.includes(`${program} ${base}`);
  const rest = all.filter((cell) => !isAlways(cell));
  const drawn = Array.from({ length: DRAWN }, () => rest.splice(bench.random(0, rest.length - 1), 1)).flat();
  return [...all.filter(isAlways), ...drawn];
}

async function baseFacts(bench: Bench, base: BaseId): Promise<Base> {
  if (base === "scratch") return { loaders: [], libraries: [] };
  const { loaders, files } = await bench.lookBase(base);
  const names = [...files.keys()].map((path) => path.slice(path.lastIndexOf("/") + 1));
  return { loaders: [...loaders], libraries: [...new Set(names.filter((name) => /\.so(\.|$)/.test(name)))] };
}
// #endregion

// #region evidence
task("evidence", async (bench: Bench) => {
  const where = "evidence.json";
  const parsed = z.preprocess(jsonOf, evidenceSchema).safeParse(await bench.text(where));
  bench.claim(parsed.success, {
    code: "evidence-malformed",
    expected: `${where} has the form that the starter shows, with ids of the lab's programs and bases`,
    seen: parsed.error ? z.prettifyError(parsed.error) : "",
    cause: "A key or an id is missing or misspelt, or a comma or a quote is wrong.",
    where,
  });
  await makeProbes(bench);
  for (const name of Object.keys(trials) as Advice[]) await claimRefuted(bench, name, parsed.data, where);
});

async function claimRefuted<A extends Advice>(
  bench: Bench,
  name: A,
  evidence: z.infer<typeof evidenceSchema>,
  where: string,
): Promise<void> {
  const { refutes, seen } = await trials[name](bench, evidence[name]);
  bench.claim(refutes, {
    code: "not-refuted",
    expected: `the runs that ${where} names for "${name}" speak against: ${advice[name]}`,
    seen,
    cause: "Somebody who believes the sentence could have foreseen this. Look for a run that surprises him.",
    where,
  });
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
// #endregion

// #region service
const SERVICE_LIMIT = 140_000_000;

task("service", async (bench: Bench) => {
  const where = "service/Dockerfile";
  const image = await bench.build("service");
  const ran = await bench.run(image, { command: ["--version"] });
  claimRan(
    bench,
    ran,
    where,
    /^Version: \d+\.\d+\.\d+\s*$/,
    "`docker run IMAGE --version` prints biome's version",
  );
  const { shells, config, unpackedBytes } = await bench.look(image);
  bench.claim(shells.length === 0, {
    code: "has-shell",
    expected: "no shell in the image",
    seen: `There is ${shells.join(", ")}.`,
    cause: "It came with the base, or with what was copied.",
    where,
  });
  await makeProbes(bench);
  await bench.name("handed-in", image);
  for (const need of ["trust", "zones"] as const) {
    const asked = await ask(bench, need, "handed-in");
    bench.claim(supplied(need, asked), {
      code: `no-${need}`,
      expected:
        need === "trust"
          ? "a program in the image trusts the authorities that browsers trust: /etc/ssl/certs/ca-certificates.crt"
          : "a program in the image knows the time in Berlin",
      seen: describeRun(asked),
      cause: "The files that a program opens for this are neither in the base nor were they copied.",
      where,
    });
  }
  bench.claim(/^[1-9]\d*(:\d+)?$/.test(config.user), {
    code: "root-or-name",
    expected: "the image's USER is a number and not 0",
    seen: config.user === "" ? "The config sets no USER." : `USER is ${config.user}.`,
    cause: "What a child doesn't set, it inherits from its base; a base that sets nothing, or 0, means root.",
    where,
  });
  claimSize(bench, unpackedBytes, SERVICE_LIMIT, where);
});

function claimRan(bench: Bench, ran: RunOutcome, where: string, wanted: RegExp, expected: string): void {
  bench.claim(ran.exitCode === 0 && wanted.test(ran.stdout), {
    code: "did-not-run",
    expected,
    seen: describeRun(ran),
    cause: causeOfRun(ran),
    where,
    engineText: ran.engineError,
  });
}

function claimSize(bench: Bench, bytes: number, limit: number, where: string): void {
  bench.claim(bytes <= limit, {
    code: "too-big",
    expected: `at most ${limit.toLocaleString("en")} bytes, unpacked`,
    seen: `${bytes.toLocaleString("en")} bytes, unpacked.`,
    cause: "The base's layers count, and so does every layer above them, whatever a later one deletes.",
    where,
  });
}
// #endregion

// #region small
const SMALL_LIMIT = 20_000_000;

task("small", async (bench: Bench) => {
  const where = "small/Dockerfile";
  const image = await bench.build("small");
  const ordered = bench.random(1_735_689_600, 1_767_225_599);
  const ink = `#${bench.random(0x100000, 0xfffffe).toString(16)}`;
  const env = { TZ: "Europe/Berlin", ORDERED: String(ordered), INK: ink };
  const ran = await bench.run(image, { env });
  claimRan(
    bench,
    ran,
    where,
    new RegExp(`color: ${ink};`),
    `the script prints a style sheet with color: ${ink}`,
  );
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: env.TZ, hour: "2-digit", minute: "2-digit" });
  const wanted = `ordered at ${time.format(ordered * 1000)}`;
  bench.claim(ran.stdout.includes(wanted), {
    code: "wrong-time",
    expected: `it also prints "${wanted}", the time in Berlin`,
    seen: describeRun(ran),
    cause:
      "The clock of the engine is the same for all. What a zone's name means stands in a file, and without it a program takes UTC and says nothing.",
    where,
  });
  claimSize(bench, (await bench.look(image)).unpackedBytes, SMALL_LIMIT, where);
});
// #endregion
