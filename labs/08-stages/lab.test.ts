import { z } from "zod";
import { causeOfRun, describeBuild, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuildOutcome, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { laptop, makeHouse, predictionFiles, predictionScenes } from "./scenes.ts";

const { task } = lab(import.meta.url);

function claimPrints(bench: Bench, ran: RunOutcome, where: string, wanted: string, cause?: string): void {
  bench.claim(ran.exitCode === 0 && ran.stdout.includes(wanted), {
    code: "did-not-run",
    expected: `the container prints ${wanted}`,
    seen: describeRun(ran),
    cause: cause ?? (ran.exitCode === 0 ? "It ran well, and printed something else." : causeOfRun(ran)),
    where,
    engineText: ran.engineError,
  });
}

// #region predict
const outcomes = ["runs", "loader missing", "library missing", "symbol missing", "build fails"] as const;
const answersSchema = z.strictObject(
  Object.fromEntries(Object.keys(predictionScenes).map((name) => [name, z.enum(outcomes)])),
);

task("predict", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  for (const [name, dockerfile] of Object.entries(predictionScenes)) {
    const { outcome, seen, cause } = await happens(bench, dockerfile);
    bench.claim(answers[name] === outcome, {
      code: "wrong-prediction",
      expected: `answers.json says what becomes of "${name}":\n${dockerfile}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. This is what happened:\n${seen}`,
      cause,
      where: "answers.json",
    });
  }
});

async function happens(bench: Bench, dockerfile: string) {
  const built: BuildOutcome = await bench.tryScene(dockerfile, predictionFiles(bench.token));
  if (!built.ok)
    return {
      outcome: "build fails",
      seen: describeBuild(built),
      cause: "The last stage asks for a file of the stage that failed, so that stage had to be built.",
    };
  const ran = await bench.run({ id: built.imageId, from: "a scene" });
  const outcome = outcomeOf(ran);
  const well = "Every file that it needs is there, and a stage that nobody copies from is not built.";
  return { outcome, seen: describeRun(ran), cause: outcome === "runs" ? well : causeOfRun(ran) };
}

function outcomeOf(ran: RunOutcome): string {
  if (ran.exitCode === 0) return "runs";
  const text = `${ran.engineError ?? ""}\n${ran.stderr}`;
  // Who speaks? Without a loader it is the kernel; a library is missed by the loader of glibc, a symbol by musl's.
  if (/exec \/\S+: no such file/.test(text)) return "loader missing";
  if (text.includes("symbol not found")) return "symbol missing";
  return text.includes("error while loading shared libraries") ? "library missing" : "another";
}
// #endregion

// #region alpine
/** Enough for a static program; glibc's loader and libc are more than this. */
const REPORT_LIMIT = 1_500_000;

task("alpine", async (bench: Bench) => {
  const where = "alpine/Dockerfile";
  const image = await bench.build("alpine");
  const [facts, base] = [await bench.look(image), await bench.lookBase("alpine")];
  bench.claim(
    base.layers.every(({ digest }, index) => facts.layers[index]?.digest === digest),
    {
      code: "other-base",
      expected: "the finished image stands on alpine:3.24",
      seen: "Its list of layers does not begin with Alpine's.",
      cause: "The last FROM decides. Another runtime is a good fix in life; here the base is given.",
      where,
    },
  );
  const ran = await bench.run(image, { command: [bench.token] });
  claimPrints(bench, ran, where, `report on ${bench.token}: ${bench.token.length} letters`);
  const added = facts.unpackedBytes - base.unpackedBytes;
  bench.claim(added <= REPORT_LIMIT, {
    code: "too-much",
    expected: `unpacked, at most ${REPORT_LIMIT} bytes on top of Alpine`,
    seen: `${added} bytes on top of Alpine. Loaders in the image: ${facts.loaders.join(", ")}`,
    cause:
      "The program is small. What weighs is what was copied for it: a second libc, which nobody here will patch.",
    where,
  });
});
// #endregion

// #region exact
/** The program, its library, the libc, the loader and the file that it opens, and a little room. */
const EXACT_FILES = 8;

task("exact", async (bench: Bench) => {
  const where = "exact/Dockerfile";
  const image = await bench.build("exact", { buildArgs: { CUSTOMER: bench.token } });
  claimPrints(bench, await bench.run(image), where, `good day, ${bench.token}`);
  const { files } = await bench.look(image);
  const kept = [...files].filter(([, { type }]) => type === "file").map(([path]) => path);
  bench.claim(kept.length <= EXACT_FILES, {
    code: "too-much",
    expected: `at most ${EXACT_FILES} files in the image`,
    seen: `${kept.length} files, among them ${kept.slice(0, 12).join(", ")}`,
    cause: "A COPY of a whole folder brings what lies there, whether the program asks for it or not.",
    where,
  });
});
// #endregion

// #region house
task("house", async (bench: Bench) => {
  const where = "house/Dockerfile";
  await makeHouse(bench);
  const image = await bench.build("house");
  const till = await bench.run(image, { command: [bench.token] });
  claimPrints(bench, till, where, `good day, ${bench.token}`, causeOfTill(till));
  const parrot = await bench.run(image, { entrypoint: ["/usr/local/bin/parrot"], command: [bench.token] });
  const wanted = `hello, ${bench.token}`;
  bench.claim(parrot.stdout.split(wanted).length === 3, {
    code: "base-broken",
    expected: `the base's own tool, parrot, still says "${wanted}" twice`,
    seen: describeRun(parrot),
    cause: parrot.stderr.includes("greet_twice")
      ? "The loader gave parrot the till's libgreet.so, which has no greet_twice. Two libraries have one name, and the first that is found is taken."
      : causeOfRun(parrot),
    where,
    engineText: parrot.engineError,
  });
});

function causeOfTill(ran: RunOutcome): string {
  return ran.exitCode === 0
    ? "The till was given another libgreet.so than the one that it was built with: the base's own."
    : causeOfRun(ran);
}
// #endregion

// #region ignore
task("ignore", async (bench: Bench) => {
  const [dockerfile, list] = [
    await bench.text("ignore/Dockerfile"),
    await bench.text("ignore/.dockerignore"),
  ];
  const image = await bench.scene(dockerfile, laptop(list, bench.token, `not-${bench.token}`));
  const { layers, files } = await bench.look(image);
  const stored = layers.flatMap((layer) => layer.files.map(({ path }) => path));
  const spare = stored.filter((path) => /\/\.env$|\/packages\/web\/node_modules\//.test(path));
  bench.claim(spare.length === 0, {
    code: "came-along",
    expected: "no layer holds a .env, or the laptop's packages/web/node_modules",
    seen: `Stored in a layer: ${spare.join(", ")}`,
    cause: spare.some((path) => files.has(path))
      ? "No line of .dockerignore fits these paths. A name without **/ is looked for at the top of the context only."
      : "They were deleted in a later layer. The layer that brought them still has them, and anybody can unpack it.",
    where: "ignore/.dockerignore",
  });
  claimPrints(
    bench,
    await bench.run(image),
    "ignore/.dockerignore",
    `installed here: ${bench.token}`,
    "What npm had installed was replaced: COPY . . laid the laptop's node_modules over it.",
  );
  const missing = ["/app/public/robots.txt", "/app/packages/web/page.html"].filter(
    (path) => !files.has(path),
  );
  bench.claim(missing.length === 0, {
    code: "left-out",
    expected: "public/robots.txt and packages/web/page.html are in /app",
    seen: `Not in the image: ${missing.join(", ")}`,
    cause: "A line of .dockerignore, or a COPY that names less, keeps them out.",
    where: "ignore/.dockerignore",
  });
});
// #endregion
