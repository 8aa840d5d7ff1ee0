import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { dockerfiles, starts, typedStart } from "./scenes.ts";

const { task } = lab(import.meta.url);

// #region predict
const answersSchema = z.strictObject(
  Object.fromEntries(Object.keys(starts).map((name) => [name, z.enum(["works", "refused"])])),
);

task("predict", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  const images = {
    service: await bench.scene(dockerfiles.service),
    letter: await bench.scene(dockerfiles.letter),
  };
  for (const [name, start] of Object.entries(starts)) {
    const { scene, works, request } = start;
    const ran = await bench.run(images[scene], request);
    bench.claim(answers[name] === (ran.stdout.includes(works) ? "works" : "refused"), {
      code: "wrong-prediction",
      expected: `answers.json says what becomes of "${name}":\n${typedStart(start)}\non the image "${scene}":\n${dockerfiles[scene]}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. This is the run:\n${describeRun(ran)}`,
      cause: causeOfFence(ran),
      where: "answers.json",
    });
  }
});

function causeOfFence(ran: RunOutcome): string {
  return ran.exitCode === 0
    ? "The fence is real, and it stands somewhere else: what this program needs, it did not take away."
    : "The fence took away what this program needs: the error names the step that was refused.";
}
// #endregion

// #region defuse
const LENDING = 0o6000;
const ANY_X = 0o111;

task("defuse", async (bench: Bench) => {
  const where = "defuse/Dockerfile";
  const image = await bench.build("defuse");
  const { files, config } = await bench.look(image);
  const lending = [...files.values()].filter(
    (file) =>
      (file.type === "file" || file.type === "hardlink") &&
      (file.mode & LENDING) !== 0 &&
      (file.mode & ANY_X) !== 0,
  );
  bench.claim(lending.length === 0, {
    code: "still-privileged",
    expected: "no program of the image has the setuid or the setgid bit",
    seen: `These have one: ${lending.map(({ path, mode }) => `${path} (${(mode & 0o7777).toString(8)})`).join(", ")}`,
    cause:
      "Each of them starts with the rights of its owner or its group, whoever starts it. A later layer may change a mode; what counts is what a container sees.",
    where,
  });
  bench.claim(/^[1-9]\d*(:\d+)?$/.test(config.user), {
    code: "root-or-name",
    expected: "the image's USER is a number and not 0",
    seen: config.user === "" ? "The config sets no USER." : `USER is ${config.user}.`,
    cause: "Without USER it is root. A name can't be judged by somebody who has the config only.",
    where,
  });
  const ran = await bench.run(image, { env: { WORD: bench.token } });
  claimPrints(bench, ran, where, `said: ${bench.token}`);
});

function claimPrints(bench: Bench, ran: RunOutcome, where: string, wanted: string): void {
  bench.claim(ran.exitCode === 0 && ran.stdout.includes(wanted), {
    code: "did-not-run",
    expected: `the service prints ${wanted}`,
    seen: describeRun(ran),
    cause: causeOfService(ran),
    where,
    engineText: ran.engineError,
  });
}

function causeOfService(ran: RunOutcome): string {
  if (ran.stderr.includes("Read-only file system"))
    return "The root can't be written, and no tmpfs lies at the place that the error names.";
  if (ran.stderr.includes("No such file"))
    return "What the error names is in the image. A tmpfs that lies above it begins empty and hides it.";
  return ran.stderr.includes("Operation not permitted") || ran.stderr.includes("Permission denied")
    ? "The error names the step that was refused. capabilities(7) tells which capability allows it."
    : causeOfRun(ran);
}
// #endregion

// #region readonly
const readonlySchema = z.strictObject({
  readOnly: z.boolean(),
  tmpfs: z.array(z.string().regex(/^\/./, "an absolute path below /, for example /tmp")),
});

task("readonly", async (bench: Bench) => {
  const where = "readonly/run.json";
  const { readOnly, tmpfs } = await settings(bench, where, readonlySchema);
  const image = await bench.scene(await bench.text("readonly/Dockerfile"), {
    words: `zebra\n${bench.token}\n`,
    "service.sh": await bench.text("readonly/service.sh"),
  });
  const options = { readOnly, tmpfs: Object.fromEntries(tmpfs.map((path) => [path, ""])) };
  claimPrints(bench, await bench.run(image, options), where, `first: ${bench.token}`);
  for (const path of ["/usr/local", "/app", "/etc"]) {
    const ran = await bench.run(image, {
      ...options,
      user: "root",
      command: ["sh", "-c", `mkdir -p ${path} && echo changed > ${path}/changed`],
    });
    bench.claim(ran.exitCode !== 0, {
      code: "root-writable",
      expected: `with these options not even root can put a file into ${path}`,
      seen: `It could. ${describeRun(ran)}`,
      cause: readOnly
        ? "A tmpfs lies there, and the service doesn't need it."
        : "Without readOnly a container may write into everything that its user may.",
      where,
    });
  }
});

/** One file of options, checked; what is wrong with it is told as a claim. */
async function settings<T>(bench: Bench, where: string, schema: z.ZodType<T>): Promise<T> {
  const text = await bench.text(where);
  const parsed = z.preprocess(jsonOf, schema).safeParse(text);
  bench.claim(parsed.success, {
    code: "settings-malformed",
    expected: `${where} has the form that the starter shows`,
    seen: parsed.error ? z.prettifyError(parsed.error) : "",
    cause: "A key is missing or misspelt, a value is of another kind, or a comma or a quote is wrong.",
    where,
  });
  return parsed.data;
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
// #endregion

// #region rights
const rightsSchema = z.strictObject({ capAdd: z.array(z.string().regex(/^[A-Za-z_]+$/)).max(14) });

task("rights", async (bench: Bench) => {
  const where = "rights/run.json";
  const { capAdd } = await settings(bench, where, rightsSchema);
  const image = await bench.scene(await bench.text("rights/Dockerfile"), {
    "start.sh": await bench.text("rights/start.sh"),
  });
  const start = (capabilities: readonly string[]): Promise<RunOutcome> =>
    bench.run(image, {
      noNewPrivileges: true,
      capDrop: ["ALL"],
      capAdd: capabilities,
      env: { WORD: bench.token },
    });
  bench.claim(!capAdd.some((name) => /^(CAP_)?ALL$/i.test(name)), {
    code: "not-needed",
    expected: "each capability of the list is needed: without it the service fails",
    seen: "The list has ALL, which is every capability that there is.",
    cause: "ALL gives more than a container has when you ask for nothing.",
    where,
  });
  claimPrints(bench, await start(capAdd), where, `daemon heard ${bench.token}`);
  for (const name of capAdd) {
    const without = await start(capAdd.filter((each) => each !== name));
    bench.claim(!without.stdout.includes(bench.token), {
      code: "not-needed",
      expected: "each capability of the list is needed: without it the service fails",
      seen: `Without ${name} the service still works. ${describeRun(without)}`,
      cause: `No step of start.sh needs ${name} here.`,
      where,
    });
  }
});
// #endregion

// #region seen
const ZONE = "/usr/share/zoneinfo/Europe/Berlin";
const LISTS = /^\/var\/lib\/dpkg\/(status|status\.d\/[^/]+)$/;

task("seen", async (bench: Bench) => {
  const where = "seen/Dockerfile";
  const image = await bench.build("seen");
  const { files, shells } = await bench.look(image);
  const ran = await bench.run(image, { command: ["--version"] });
  bench.claim(ran.exitCode === 0 && /^\d+\.\d+\.\d+\s*$/.test(ran.stdout), {
    code: "did-not-run",
    expected: "`docker run IMAGE --version` prints esbuild's version",
    seen: describeRun(ran),
    cause: causeOfRun(ran),
    where,
    engineText: ran.engineError,
  });
  bench.claim(shells.length === 0, {
    code: "has-shell",
    expected: "no shell in the image",
    seen: `There is ${shells.join(", ")}.`,
    cause: "It came with the base: a list of packages is not the only thing that it brought along.",
    where,
  });
  const zone = await bench.file(image, ZONE);
  bench.claim(zone?.startsWith("TZif") === true, {
    code: "file-missing",
    expected: `the rules of a time zone in ${ZONE}`,
    seen: zone === null ? `There is no file ${ZONE}.` : `${ZONE} holds no rules of a time zone.`,
    cause: "The list tells what was installed. It doesn't bring the files.",
    where,
  });
  const lists = [...files.keys()].filter((path) => LISTS.test(path));
  const texts = await Promise.all(lists.map((path) => bench.file(image, path)));
  bench.claim(versionOf(texts) !== null && versionOf(texts) === (await listedVersion(bench)), {
    code: "not-listed",
    expected:
      "a list of packages with an entry for tzdata, in the version of the base it came from, where a scanner looks: /var/lib/dpkg",
    seen:
      lists.length === 0
        ? "The image has no list of packages."
        : `Lists: ${lists.join(", ")}. Version of tzdata in them: ${versionOf(texts) ?? "none"}.`,
    cause: "A scanner asks the list and not the files. What no entry names, it reports nothing about.",
    where,
  });
});

/** The version of tzdata, as dpkg's lists write it; null where none has an entry. */
function versionOf(texts: readonly (string | null)[]): string | null {
  const entries = texts.flatMap((text) => text?.split(/\n\n+/) ?? []);
  const entry = entries.find((each) => /^Package: tzdata$/m.test(each));
  return /^Version: (\S+)$/m.exec(entry ?? "")?.[1] ?? null;
}

async function listedVersion(bench: Bench): Promise<string | null> {
  const base = { id: bench.base("distroless-static").image, from: "the base" };
  return versionOf([await bench.file(base, "/var/lib/dpkg/status.d/tzdata")]);
}
// #endregion
