import { fileURLToPath } from "node:url";
import { describeRun } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";
import { claimNoShell } from "./claims.ts";
import { sizes } from "./scenes.ts";

// #region health
/** Task `health`: the check is started as the engine starts it, once with a healthy app and once with a sick one. */
export async function checkHealth(bench: Bench): Promise<void> {
  const where = "health/Dockerfile";
  const image = await bench.build("health");
  const { config, shells } = await bench.look(image);
  claimNoShell(bench, shells, where);
  const check = commandOf(config.healthcheck ?? []);
  bench.claim(check.length > 0, {
    code: "no-check",
    expected: "the image says how to ask it for its health",
    seen: "It has no HEALTHCHECK.",
    cause: "Without one the engine can only tell whether the process is there.",
    where,
  });

  for (const sick of [false, true]) {
    const port = String(bench.random(2_000, 9_000));
    const server = await serving(bench, "app", image, { PORT: port, ...(sick ? { SICK: "1" } : {}) });
    // What the engine does at each interval, without waiting for one.
    const said = await server.exec(check);
    await server[Symbol.asyncDispose]();
    bench.claim((said.exitCode === 0) === !sick, {
      code: sick ? "always-healthy" : "never-healthy",
      expected: sick
        ? "the check ends with another code than 0 while the app answers with status 503"
        : "the check ends with 0 while the app answers with status 200",
      seen: `The check is ${JSON.stringify(check)}. It ended with ${said.exitCode}.\n${said.stdout}${said.stderr}`.trim(),
      cause: sick
        ? "It looks whether somebody answers, and not what."
        : causeOfCheck(said.stderr + said.stdout),
      where,
    });
  }
}

/** What the engine starts inside the container for a HEALTHCHECK: a list as it is, a line of text through a shell. */
function commandOf([kind, ...words]: readonly string[]): readonly string[] {
  return kind === "CMD-SHELL" ? ["/bin/sh", "-c", ...words] : kind === "CMD" ? words : [];
}

function causeOfCheck(text: string): string {
  return text.includes('"/bin/sh"')
    ? "The engine starts the check inside the image, and a check that is a line of text needs a shell there."
    : "The check runs inside the image, with that image's programs, in the app's own network.";
}

/** Starts an image of the app, and waits for the line that it prints when it is ready. */
async function serving(
  bench: Bench,
  name: string,
  image: BuiltImage,
  env: Record<string, string>,
  word = "hello",
) {
  const served = await bench.serve(name, image, { command: [word], env, ready: { log: /listening/ } });
  const seen = served.ok ? "" : `${served.message}\n${served.stdout}${served.stderr}`.trim();
  bench.claim(served.ok, {
    code: "did-not-start",
    expected: "the app starts, and prints that it is listening",
    seen,
    cause: "The container ended, or never began.",
    where: `${image.from}/Dockerfile`,
  });
  return served.server;
}
// #endregion

// #region debug
/** Task `debug`: the tools are started beside an app whose file, port and answer are new in every run. */
export async function checkDebug(bench: Bench): Promise<void> {
  const [setting, word] = [bench.token, `word-${bench.random(1_000, 9_000)}`];
  const app = await bench.scene(
    `FROM toolchain:13 AS build
COPY serve.c .
RUN musl-gcc -static -O2 -o /serve serve.c

FROM ${sizes.static}
COPY --from=build /serve /serve
COPY settings /etc/app/settings
USER 65532:65532
ENTRYPOINT ["/serve"]
`,
    {
      "serve.c": { path: fileURLToPath(new URL("starter/health/serve.c", import.meta.url)) },
      settings: `colour = ${setting}\n`,
    },
  );
  const image = await bench.build("debug");
  const server = await serving(bench, "app", app, { PORT: String(bench.random(2_000, 9_000)) }, word);
  const beside = { pid: "container:app", network: "container:app", capAdd: ["SYS_PTRACE"] };
  const ran = await bench.run(image, beside);
  await server[Symbol.asyncDispose]();
  for (const [code, expected, text, cause] of [
    [
      "settings-not-seen",
      "it prints the file /etc/app/settings of the app",
      setting,
      "Your container sees the processes and the network of the app. Its own files are still its own.",
    ],
    [
      "answer-not-seen",
      "it prints what the app answers",
      word,
      "The app listens on 127.0.0.1, at the port that its environment names.",
    ],
  ] as const) {
    bench.claim(ran.stdout.includes(text), {
      code,
      expected: `started beside the app, ${expected}`,
      seen: describeRun(ran),
      cause,
      where: "debug/look.sh",
    });
  }
}
// #endregion
