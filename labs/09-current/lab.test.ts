import { z } from "zod";
import { describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";
import { DIGEST, NAME, edition, movedBase } from "./scenes.ts";
import { bases, observe, type Base, type Image } from "./observed.ts";

const { task } = lab(import.meta.url);

// #region predict
const answer = z.enum(["old", "new"]);
const answersSchema = z.strictObject({
  "docker build": answer,
  "docker build --no-cache": answer,
  "docker build --pull": answer,
  "docker build --pull, the exact tag": answer,
  "docker build --pull, pinned": answer,
  "docker build, nobody has pulled the base": answer,
});

task("predict", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  const { registry, before, move } = await movedBase(bench);
  await registry.pull("base:1");
  const app = (base: string): string => `FROM localhost:5000/${base}\nCMD ["cat", "/etc/edition"]\n`;
  await bench.scene(app("base:1"));
  await move();
  const check = async (key: keyof typeof answers, from: string, options = {}): Promise<void> => {
    const ran = await bench.run(await bench.scene(app(from), {}, options));
    bench.claim(ran.stdout.startsWith(answers[key]), {
      code: "wrong-prediction",
      expected: `answers.json says which edition "${key}" puts into the image:\n${app(from)}`,
      seen: `answers.json says ${answers[key]}. This is the run:\n${describeRun(ran)}`,
      cause: causeOf(key),
      where: "answers.json",
    });
  };
  await check("docker build", "base:1");
  await check("docker build --no-cache", "base:1", { noCache: true });
  await check("docker build --pull", "base:1", { pull: true });
  await check("docker build --pull, the exact tag", "base:1.0", { pull: true });
  await check("docker build --pull, pinned", `base:1@${before}`, { pull: true });
  await registry.pull("base:1");
  await registry.forget("base:1");
  await check("docker build, nobody has pulled the base", "base:1");
});

/** Each build asks somebody what the name after FROM means. */
function causeOf(key: keyof z.infer<typeof answersSchema>): string {
  if (key.endsWith("exact tag"))
    return "The registry was asked. This name has been given to one edition only, and nobody has moved it.";
  if (key.endsWith("pinned"))
    return "The registry was asked for a digest. A digest is of bytes, and a tag beside it decides nothing.";
  if (key.endsWith("--pull")) return "The registry was asked what the name means now.";
  if (key.endsWith("the base"))
    return "The engine knows no image by this name, so the registry had to be asked.";
  return "The engine knows an image by this name, from the day on which it was pulled, so nobody was asked. A cache is about steps; FROM is a name.";
}
// #endregion

// #region stale
task("stale", async (bench: Bench) => {
  const where = "stale.ts";
  const staleness = await bench.learner<[Image, Base], string>(where, "staleness");
  for (const { title, image, base, verdict } of await observe(bench)) {
    const said = await staleness(image, base);
    bench.claim(said === verdict, {
      code: "wrong-verdict",
      expected: `for ${title}, staleness() says ${verdict}`,
      seen: `staleness() says ${JSON.stringify(said)}.\nThe image's layers: ${image.layers.length}, its labels: ${Object.keys(image.labels).length}\n${bases(image, base)}`,
      cause:
        "Which of the base's editions lie whole at the bottom of the image? If several do, the one that reaches highest. Only where none does, the labels are all there is.",
      where,
    });
  }
});
// #endregion

// #region label
task("label", async (bench: Bench) => {
  const where = "app/Dockerfile";
  const { monday, thursday, before, move } = await movedBase(bench);
  const after = await move();
  const page = await bench.text("app/page.txt");
  for (const [day, base, digest] of [
    ["Monday", monday, before],
    ["Thursday", thursday, after],
  ] as const) {
    const args = { BASE: "localhost:5000/base:1", DIGEST: digest };
    const image = await bench.build("app", { pull: true, buildArgs: args });
    const { layers, config } = await bench.look(image);
    const ground = (await bench.look(base)).layers.map((layer) => layer.digest);
    const asked = `\`docker build --pull --build-arg BASE=localhost:5000/base:1 --build-arg DIGEST=${day}'s\``;
    bench.claim(
      ground.every((layer, at) => layer === layers[at]?.digest),
      {
        code: "other-base",
        expected: `${asked} stands on what base:1 was on ${day}`,
        seen: `The image's layers don't begin with the layers of that edition. It says: ${(await bench.file(image, "/etc/edition")) ?? "nothing"}`,
        cause: "base:1 has moved since Monday. Only the digest after FROM says which of the two is meant.",
        where,
      },
    );
    for (const [key, value] of [
      [NAME, args.BASE],
      [DIGEST, digest],
    ] as const)
      bench.claim(config.labels[key] === value, {
        code: "label-wrong",
        expected: `the image that ${asked} gives has the label ${key}=${value}`,
        seen: `Its label is ${JSON.stringify(config.labels[key] ?? null)}.`,
        cause:
          config.labels[key] === ""
            ? "It is there and empty. What ARG declares above the first FROM is known to FROM lines only."
            : "The label has to follow the arguments: the next build gets others.",
        where,
      });
    bench.claim((await bench.file(image, "/page.txt")) === page, {
      code: "page-gone",
      expected: "the image still has its page, /page.txt",
      seen: "It has not.",
      cause: "What the app is for got lost on the way.",
      where,
    });
  }
});
// #endregion

// #region order
type Layers = readonly string[];

task("order", async (bench: Bench) => {
  const where = "order.ts";
  const order = await bench.learner<[Readonly<Record<string, Layers>>, string], unknown>(
    where,
    "rebuildOrder",
  );
  const { images, standsOn } = await family(bench);
  const said = z.array(z.string()).safeParse(await order(images, "base")).data ?? [];
  const wanted = Object.keys(standsOn);
  const shown = `rebuildOrder() says ${JSON.stringify(said)}.\n${Object.entries(images)
    .map(([name, layers]) => `${name}: ${layers.length} layers`)
    .join("\n")}`;
  bench.claim(said.length === wanted.length && wanted.every((name) => said.includes(name)), {
    code: "wrong-set",
    expected: `these are built again, each once: ${wanted.toSorted().join(", ")}`,
    seen: shown,
    cause:
      "An image is concerned when its layers begin with the whole of the base's, however many others lie between.",
    where,
  });
  for (const [name, ground] of Object.entries(standsOn))
    bench.claim(ground === "base" || said.indexOf(ground) < said.indexOf(name), {
      code: "wrong-order",
      expected: `${ground} is built before ${name}, which stands on it`,
      seen: shown,
      cause: "Built too early, it would stand on the old layers again, and nobody would be told.",
      where,
    });
});

/** A family of images: on the base a runtime, on that two apps; and one image that is no relative. */
async function family(bench: Bench) {
  const number = bench.random(10, 99);
  const images: Record<string, Layers> = {};
  const standsOn: Record<string, string> = {};
  const add = async (name: string, from: string): Promise<void> => {
    const image = await bench.scene(`FROM ${from}\nRUN echo ${bench.token} > /${name}\n`);
    await bench.name(`team/${name}:1`, image);
    images[name] = (await bench.look(image)).layers.map(({ digest }) => digest);
    if (from.startsWith("team/")) standsOn[name] = from.slice(5, -2);
  };
  await add("base", "busybox:1.38-musl");
  await add("zlib-runtime", "team/base:1");
  await add(`app-${number}`, "team/zlib-runtime:1");
  await add(`job-${number}`, "team/base:1");
  await add("other", "busybox:1.38-musl");
  // Nobody promises that a list is sorted.
  return { images: Object.fromEntries(Object.entries(images).toReversed()), standsOn };
}
// #endregion

// #region bot
task("bot", async (bench: Bench) => {
  const where = "bot.ts";
  const raise = await bench.learner<[string, Readonly<Record<string, string>>], unknown>(where, "raise");
  const { registry, before, move } = await movedBase(bench);
  const tool = async (says: string): Promise<string> => {
    await registry.push((await edition(bench, "busybox:1.38-musl", says)).id, "tool:1");
    return registry.digest("tool:1");
  };
  const [oldTool, newTool] = [await tool(`old tool ${bench.token}`), await tool(`new tool ${bench.token}`)];
  const text = dockerfileOf(before, oldTool);
  const now = { "localhost:5000/tool:1": newTool, "localhost:5000/base:1": await move() };
  const raised = z
    .string()
    .catch("")
    .parse(await raise(text, now));
  const seen = `raise() says:\n${raised}`;
  for (const [name, digest] of Object.entries(now))
    bench.claim(
      raised.includes(`${name}@${digest}`) &&
        !raised.includes(`${name}@${name.includes("base") ? before : oldTool}`),
      {
        code: "not-raised",
        expected: `each pin of ${name} has the digest that the name means now, ${name}@${digest}`,
        seen,
        cause: "A pin can follow FROM and it can follow --from=. Both the tag and a digest stay.",
        where,
      },
    );
  const lines = (all: string): string[] =>
    all.split("\n").filter((line) => !Object.keys(now).some((name) => line.includes(`${name}@`)));
  bench.claim(JSON.stringify(lines(raised)) === JSON.stringify(lines(text)), {
    code: "changed-another",
    expected: `nothing else is changed. It was:\n${text}`,
    seen,
    cause: "Whoever reviews the bot's work should see the pins that moved, and nothing besides.",
    where,
  });
  await claimEditions(bench, await bench.scene(raised), seen);
});

// #region pinned
function dockerfileOf(base: string, tool: string): string {
  return `# syntax is not said here, and neither is a pin
FROM localhost:5000/base:1@${base} AS work
RUN cp /etc/edition /copy
FROM localhost:5000/still:1@${base} AS unused
FROM localhost:5000/base:1@${base}
COPY --from=work /copy /copy
COPY --from=localhost:5000/tool:1@${tool} /etc/edition /tool
`;
}
// #endregion

/** What was raised is built, and everything in it is the mended one. */
async function claimEditions(bench: Bench, image: BuiltImage, seen: string): Promise<void> {
  for (const path of ["/copy", "/tool", "/etc/edition"]) {
    const says = (await bench.file(image, path)) ?? "nothing";
    bench.claim(says.startsWith("new"), {
      code: "not-raised",
      expected: `the image that is built from the raised Dockerfile holds the new edition in ${path}`,
      seen: `It says: ${says}\n${seen}`,
      cause: "A pin was left as it was.",
      where: "bot.ts",
    });
  }
}
// #endregion
