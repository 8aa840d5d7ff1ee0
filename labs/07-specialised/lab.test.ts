import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { starts } from "./scenes.ts";

const { task } = lab(import.meta.url);

// #region predict
const outcomes = ["the app runs", "another program runs", "module not found", "addon refused"] as const;
const answersSchema = z.strictObject(
  Object.fromEntries(Object.keys(starts).map((name) => [name, z.enum(outcomes)])),
);

task("predict", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  const files = { "app.js": `console.log("${bench.token}");\n` };
  for (const [name, { dockerfile, words }] of Object.entries(starts)) {
    const ran = await bench.run(
      await bench.scene(dockerfile, files),
      words.length > 0 ? { command: words } : {},
    );
    bench.claim(answers[name] === outcomeOf(ran, bench.token), {
      code: "wrong-prediction",
      expected: `answers.json says what \`docker run ${["IMAGE", ...words].join(" ")}\` does in "${name}":\n${dockerfile}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. This is the run:\n${describeRun(ran)}`,
      cause: causeOfStart(ran),
      where: "answers.json",
    });
  }
});

function outcomeOf(ran: RunOutcome, token: string): (typeof outcomes)[number] {
  if (ran.stdout.includes(token)) return "the app runs";
  if (ran.stderr.includes("ERR_DLOPEN_FAILED")) return "addon refused";
  return ran.stderr.includes("Cannot find module") ? "module not found" : "another program runs";
}

/** Node's own texts, decoded. */
function causeOfStart(ran: RunOutcome): string {
  const missing = /Cannot find module '([^']+)'/.exec(ran.stderr)?.[1];
  if (missing?.startsWith("/"))
    return `Node was started, took the first word it heard for a script, and looked for ${missing}.`;
  if (missing !== undefined)
    return `Node was started, and no folder node_modules holds the package ${missing}.`;
  if (ran.stderr.includes("libc.so: cannot open"))
    return "glibc's loader was asked to load the addon. It asks for libc.so, which is musl's name for its libc.";
  return ran.exitCode === 0
    ? "The base's ENTRYPOINT decides what becomes of the words: a script that looks at them first, or Node itself."
    : causeOfRun(ran);
}
// #endregion

// #region distroless
task("distroless", async (bench: Bench) => {
  const where = "distroless/Dockerfile";
  const image = await bench.build("distroless");
  await claimNoShell(bench, image, where);
  for (const command of [undefined, ["see", bench.token]]) {
    const ran = await bench.run(image, command ? { command } : {});
    const wanted = `app heard: ${(command ?? ["good", "morning"]).join(" ")}`;
    bench.claim(ran.stdout.trim() === wanted, {
      code: "wrong-words",
      expected: `\`docker run IMAGE${command ? ` ${command.join(" ")}` : ""}\` prints ${wanted}`,
      seen: describeRun(ran),
      cause:
        ran.exitCode === 0
          ? "Nothing failed, and the app heard something else. What follows IMAGE takes CMD's place, and is added to ENTRYPOINT."
          : causeOfStart(ran),
      where,
      engineText: ran.engineError,
    });
  }
});

async function claimNoShell(bench: Bench, image: BuiltImage, where: string): Promise<void> {
  const ran = await bench.run(image, { entrypoint: ["/bin/sh", "-c", "echo here"] });
  bench.claim(!ran.started, {
    code: "has-shell",
    expected: "the finished image stands on distroless: nothing in it can run a script of the shell",
    seen: `It has a shell. ${describeRun(ran)}`,
    cause: "The last FROM decides what the image stands on.",
    where,
  });
}
// #endregion

// #region user
task("user", async (bench: Bench) => {
  const where = "user/Dockerfile";
  const image = await bench.build("user");
  const ran = await bench.run(image, { command: [bench.token] });
  claimPrints(bench, ran, where, `kept: ${bench.token}`);

  const shell = (script: string): Promise<RunOutcome> =>
    bench.run(image, { entrypoint: ["/bin/sh", "-c"], command: [script] });
  const who = await shell("id -u");
  bench.claim(who.stdout.trim() !== "0", {
    code: "runs-as-root",
    expected: "the service does not run as root",
    seen: describeRun(who),
    cause: "node:24-slim has a user for this, and does not use it by itself: its config sets no USER.",
    where,
  });
  const change = await shell("echo // changed >> /app/note.mjs");
  bench.claim(change.exitCode !== 0, {
    code: "code-writable",
    expected: "the service can't change its own code, /app/note.mjs",
    seen: `It could: ${describeRun(await shell("ls -l /app/note.mjs"))}`,
    cause:
      "Who owns a file may change it. The service needs one folder for itself, and that is not the code's.",
    where,
  });
});

function causeOfPrint(ran: RunOutcome): string {
  if (ran.exitCode === 0) return "Nothing failed: what was started printed something else.";
  return ran.stderr.includes("EACCES")
    ? "The program started. The folder belongs to somebody else, so this user may not write in it."
    : causeOfStart(ran);
}

function claimPrints(bench: Bench, ran: RunOutcome, where: string, wanted: string): void {
  bench.claim(ran.exitCode === 0 && ran.stdout.includes(wanted), {
    code: "did-not-run",
    expected: `\`docker run IMAGE\` prints ${wanted}`,
    seen: describeRun(ran),
    cause: causeOfPrint(ran),
    where,
    engineText: ran.engineError,
  });
}
// #endregion

// #region addon
task("addon", async (bench: Bench) => {
  const where = "addon/Dockerfile";
  const image = await bench.build("addon");
  const wanted = (await bench.programElf("rollup-glibc")).needed;
  const asks = await bench.run(image, { entrypoint: ["grep", "-c", "libc.so.6", "/app/native.node"] });
  const ran = await bench.run(image, { command: [bench.token] });
  claimPrints(bench, ran, where, `functions: ${bench.token}`);
  bench.claim(asks.exitCode === 0, {
    code: "other-twin",
    expected: `/app/native.node is the twin built for glibc, which asks for ${wanted.join(", ")}`,
    seen: `It loads, and it doesn't ask for libc.so.6 by that name.\n${describeRun(ran)}`,
    cause:
      "It is the twin for musl, and was handed glibc under musl's name. The two don't promise each other anything.",
    where,
  });
});
// #endregion

// #region ship
task("ship", async (bench: Bench) => {
  const where = "ship/Dockerfile";
  const image = await bench.build("ship");
  await claimNoShell(bench, image, where);
  const ran = await bench.run(image, { env: { WHO: bench.token } });
  claimPrints(bench, ran, where, `functions, for ${bench.token}`);
  const paths = [...(await bench.look(image)).files.keys()];
  bench.claim(
    paths.some((path) => path.endsWith("/node_modules/painter-glibc/painter.node")),
    {
      code: "twin-missing",
      expected: "the package painter-glibc lies in a folder node_modules of the image, with its addon",
      seen: "No path of the image ends in /node_modules/painter-glibc/painter.node.",
      cause: "What was printed did not come from an addon that npm had installed.",
      where,
    },
  );
});
// #endregion
