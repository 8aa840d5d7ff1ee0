import { z } from "zod";
import { causeOfRun, describeBuild, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";
import { appOnOldBase, grandchild, stacks, starts, teamBase } from "./scenes.ts";

const { task } = lab(import.meta.url);

// #region predict
const start = z.enum([
  "base program, base words",
  "base program, own words",
  "own program, base words",
  "own program, own words",
  "own program, no words",
]);
const answersSchema = z.strictObject({
  "sets-nothing": start,
  "sets-cmd": start,
  "sets-entrypoint": start,
  "sets-both": start,
  "base-built-again": z.enum(["first edition", "second edition"]),
  "onbuild-grandchild": z.enum(["page of the child", "page of the grandchild"]),
});

task("predict", async (bench: Bench) => {
  const answers: Readonly<Record<string, string>> = await bench.answers(answersSchema);
  const { word } = await teamBase(bench, bench.token);
  const claimSaid = (name: string, scene: string, printed: string, said: string, cause: string): void =>
    bench.claim(answers[name] === said, {
      code: "wrong-prediction",
      expected: `answers.json says what happens in "${name}":\n${scene}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. The container printed: ${printed}`,
      cause,
      where: "answers.json",
    });
  for (const [name, lines] of Object.entries(starts)) {
    const printed = (await bench.run(await bench.scene(`FROM team/base:1\n${lines}`))).stdout.trim();
    const scene = `FROM team/base:1\n${lines}${name === "sets-nothing" ? "(the child adds nothing)" : ""}`;
    claimSaid(name, scene.trim(), printed, programAndWords(printed, word), causeOfStart(name));
  }
  const edition = (await bench.run(await appOnOldBase(bench))).stdout.trim();
  const again = "An app is built on a base. The base is built again under its name. The app is restarted.";
  const layers =
    "FROM was resolved when the app was built. Its layers are named by digests, which don't move.";
  claimSaid("base-built-again", again, edition, edition, layers);
  const page = (await bench.run(await grandchild(bench))).stdout.trim();
  const family = "A base says ONBUILD COPY page.html. A child is built on it, and a grandchild on the child.";
  const once = "The child's build carried the order out. What is inherited from the child is its files.";
  claimSaid("onbuild-grandchild", family, page, page, once);
});

/** Reads from what was printed whose program and whose words it was. */
function programAndWords(printed: string, word: string): string {
  const program = printed.startsWith(word) ? "base program" : "own program";
  const words = printed.slice(printed.indexOf(":") + 1).trim();
  return `${program}, ${words === "" ? "no" : words === "good morning" ? "base" : "own"} words`;
}

function causeOfStart(name: string): string {
  if (name === "sets-cmd") return "CMD is what the program gets to hear. The program is still the base's.";
  if (name === "sets-entrypoint")
    return "A new ENTRYPOINT empties the base's CMD: those words were meant for the base's program.";
  return "What a child doesn't set, it inherits.";
}
// #endregion

// #region child
task("child", async (bench: Bench) => {
  const where = "child/Dockerfile";
  const base = await teamBase(bench, bench.token);
  const image = await bench.build("child");
  const [own, under] = [await layersOf(bench, image), await layersOf(bench, base.image)];
  bench.claim(
    under.every((digest, index) => own[index] === digest),
    {
      code: "another-base",
      expected: `the image's list of layers begins with that of team/base:1:\n${listed(under)}`,
      seen: listed(own),
      cause:
        "The lists part before the base's ends. Files that were copied from a base are in a layer of their own.",
      where,
    },
  );

  const ran = await bench.run(image);
  const wanted = `${base.word}: good morning`;
  bench.claim(ran.stdout.trim() === wanted, {
    code: "start-changed",
    expected: `\`docker run IMAGE\` does what the base does, and prints ${wanted}`,
    seen: describeRun(ran),
    cause: "What a child doesn't set, it inherits. Something here was set.",
    where,
  });

  const menu = await bench.run(image, { entrypoint: ["cat"], command: ["/srv/app/menu.txt"] });
  bench.claim(menu.stdout === (await bench.text("child/menu.txt")), {
    code: "menu-missing",
    expected: "/srv/app/menu.txt is in the image, as it lies in the folder",
    seen: describeRun(menu),
    cause: causeOfRun(menu),
    where,
  });
});

async function layersOf(bench: Bench, image: BuiltImage): Promise<string[]> {
  return (await bench.look(image)).layers.map(({ digest }) => digest);
}

/** Digests from the ground up, shortened as docker does. */
function listed(layers: readonly string[]): string {
  return layers.map((digest, index) => `  ${index + 1}. ${digest.slice(7, 19)}`).join("\n");
}
// #endregion

// #region entrypoint
task("entrypoint", async (bench: Bench) => {
  const { word } = await teamBase(bench, bench.token.toLowerCase());
  const image = await bench.build("loud");
  for (const command of [undefined, ["see", "you", bench.token]]) {
    const ran = await bench.run(image, command ? { command } : {});
    const wanted = `${word}: ${(command ?? ["good", "morning"]).join(" ")}`.toUpperCase();
    bench.claim(ran.stdout.trim() === wanted, {
      code: "wrong-words",
      expected: `\`docker run IMAGE${command ? ` ${command.join(" ")}` : ""}\` prints ${wanted}`,
      seen: describeRun(ran),
      cause: await causeOfWords(bench, image, command !== undefined),
      where: "loud/Dockerfile",
      engineText: ran.engineError,
    });
  }
});

/** Says it from the finished config, where base and child meet. */
async function causeOfWords(bench: Bench, image: BuiltImage, hasOthers: boolean): Promise<string> {
  const { entrypoint, cmd } = (await bench.look(image)).config;
  const config = `The finished image has ENTRYPOINT ${JSON.stringify(entrypoint)} and CMD ${JSON.stringify(cmd)}.`;
  if (entrypoint?.includes("-c"))
    return `${config} That ENTRYPOINT is the shell form: the shell starts the line, and drops all further words.`;
  if (!hasOthers && !cmd?.length)
    return `${config} There are no words left: a new ENTRYPOINT empties the base's CMD.`;
  return `${config} What follows IMAGE takes the place of CMD, and is added to ENTRYPOINT.`;
}
// #endregion

// #region user
task("user", async (bench: Bench) => {
  const where = "user/Dockerfile";
  const { uid } = await teamBase(bench, bench.token);
  const image = await bench.build("user");
  const ran = await bench.run(image, {
    entrypoint: ["/bin/sh", "-c"],
    command: ['echo "user $(id -u), group $(id -g)"'],
  });
  bench.claim(ran.stdout.trim() === `user ${uid}, group ${uid}`, {
    code: "wrong-identity",
    expected: `the image runs as the base does: user ${uid}, group ${uid}`,
    seen: describeRun(ran),
    cause: ran.stdout.startsWith(`user ${uid},`)
      ? "The user is right. No group was named for it and no passwd file tells one, so the engine takes 0."
      : "The last USER of base and child decides. The base's own number is new in each run.",
    where,
  });

  const motd = await bench.run(image, { entrypoint: ["cat"], command: ["/etc/motd"] });
  bench.claim(motd.stdout === (await bench.text("user/motd.txt")), {
    code: "no-greeting",
    expected: "/etc/motd holds the text of motd.txt",
    seen: describeRun(motd),
    cause: causeOfRun(motd),
    where,
  });
  const file = (await bench.look(image)).files.get("/etc/motd");
  const othersMayWrite = ((file?.mode ?? 0) & 0o022) !== 0;
  bench.claim(file?.uid === 0 && !othersMayWrite, {
    code: "not-roots",
    expected: "/etc/motd belongs to root, and nobody else may write it",
    seen: `It belongs to user ${file?.uid ?? "nobody"}, with mode ${((file?.mode ?? 0) & 0o777).toString(8)}.`,
    cause: othersMayWrite
      ? "The mode lets others write it, whoever owns it."
      : "A service that owns a file can change it, whatever its mode says.",
    where,
  });
});
// #endregion

// #region onbuild
task("onbuild", async (bench: Bench) => {
  const where = "template/Dockerfile";
  await bench.name("team/pages:1", await bench.build("template"));
  for (const page of [`the page of ${bench.token}`, `another page, number ${bench.random(1, 9999)}`]) {
    const child = await bench.tryScene("FROM team/pages:1\n", { "page.html": `${page}\n` });
    bench.claim(child.ok, {
      code: "child-failed",
      expected: "a child with the one line FROM team/pages:1 builds, in a folder that holds page.html",
      seen: child.ok ? "" : describeBuild(child),
      cause:
        "What your base orders for its child's build failed there. The folder is the child's, with its one file.",
      where,
      engineText: child.ok ? null : child.message,
    });
    const ran = await bench.run({ id: child.imageId, from: "a child of template" });
    bench.claim(ran.stdout.trim() === page, {
      code: "wrong-page",
      expected: `a child with the one line FROM team/pages:1 shows its own page.html: ${page}`,
      seen: describeRun(ran),
      cause:
        "COPY in the base was carried out when the base was built, with the base's files. The child's build copied nothing.",
      where,
      engineText: ran.engineError,
    });
  }
});
// #endregion

// #region base-of
type Bases = Readonly<Record<string, readonly string[]>>;

task("base-of", async (bench: Bench) => {
  const where = "base-of.ts";
  const baseOf = await bench.learner<[readonly string[], Bases], string>(where, "baseOf");
  const { bases, images } = await stacks(bench);
  const known: [string, string[]][] = [];
  for (const [name, image] of Object.entries(bases)) known.push([name, await layersOf(bench, image)]);
  for (const { title, image, standsOn } of images) {
    const layers = await layersOf(bench, image);
    // Nobody promises an order of the bases, so both are tried.
    for (const order of [known, known.toReversed()]) {
      const said = await baseOf(layers, Object.fromEntries(order));
      bench.claim(said === standsOn, {
        code: "wrong-base",
        expected: `for ${title}, baseOf() says ${standsOn}`,
        seen: `baseOf() says ${JSON.stringify(said)}. The image's layers:\n${listed(layers)}\nThe bases' layers:\n${order.map(([name, list]) => `${name}\n${listed(list)}`).join("\n")}`,
        cause: "A base is under an image when the image's list begins with the whole of the base's list.",
        where,
      });
    }
  }
});
// #endregion
