import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, ElfFacts, ImageFacts, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { openShop, thingNames, unpackedUnder, whereThingsAre } from "./scenes.ts";
import type { Rule } from "./scenes.ts";

const { task } = lab(import.meta.url);

function claimRan(bench: Bench, ran: RunOutcome, where: string, expected: string): void {
  bench.claim(ran.started && ran.exitCode === 0, {
    code: "did-not-run",
    expected,
    seen: describeRun(ran),
    cause: causeOfRun(ran),
    where,
    engineText: ran.engineError,
  });
}

// #region predict
task("predict", async (bench: Bench) => {
  const where = z.enum(["both", "full", "slim", "neither"]);
  const answers = await bench.answers(
    z.strictObject(Object.fromEntries(thingNames.map((name) => [name, where]))),
  );
  const truth = whereThingsAre(await bench.lookBase("debian"), await bench.lookBase("debian-slim"));
  for (const [name, { where: seen, path }] of truth) {
    bench.claim(answers[name] === seen, {
      code: "wrong-prediction",
      expected: `answers.json says which of debian:13 (full) and debian:13-slim (slim) has ${name}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. The file that decides is ${path}: ${inWords[seen]}.`,
      cause: causeOfPlace[seen],
      where: "answers.json",
    });
  }
});

const inWords = {
  both: "both images have it",
  full: "debian:13 has it, debian:13-slim does not",
  slim: "debian:13-slim has it, debian:13 does not",
  neither: "neither image has it",
} as const;

const causeOfPlace = {
  both: "The package is in both images, and no rule of slim leaves this file out.",
  full: "The package is in both images, and a rule in slim's dpkg.cfg.d leaves this file out.",
  slim: "Something put this file into slim alone.",
  neither: "The package that owns this file, or the command that makes it, is in neither image.",
} as const;
// #endregion

// #region install
task("install", async (bench: Bench) => {
  const where = "install/Dockerfile";
  await openShop(bench, bench.token);
  const image = await bench.build("install");
  const name = `Ann-${bench.random(100, 999)}`;
  const ran = await bench.run(image, { entrypoint: ["postcards"], command: [name] });
  claimRan(bench, ran, where, `\`docker run IMAGE postcards ${name}\` writes a card`);
  bench.claim(ran.stdout.includes(`Dear ${name},`) && ran.stdout.includes(`the ${bench.token} edition`), {
    code: "wrong-card",
    expected: `a card to ${name} from the ${bench.token} edition, which is what the mirror has in this run`,
    seen: describeRun(ran),
    cause: "The program that ran is not the one on the mirror.",
    where,
  });

  const known = await bench.run(image, {
    entrypoint: ["dpkg"],
    command: ["--status", "postcards", "stamps"],
  });
  bench.claim(known.exitCode === 0, {
    code: "not-installed",
    expected: "the image's package manager knows postcards and stamps as installed",
    seen: describeRun(known),
    cause:
      "The files are there, and no package manager has put them there: nothing that reads package lists will ever tell you about a fix for them.",
    where,
  });

  const facts = await bench.look(image);
  bench.claim(!facts.files.has("/usr/bin/printer"), {
    code: "recommended-too",
    expected: "the image does not hold the package printer, which postcards only recommends",
    seen: "/usr/bin/printer and /usr/share/printer/fonts are in the image.",
    cause: "apt installs recommended packages too, unless it is told not to.",
    where,
  });
  claimNoLists(bench, facts, where);
});

/** Lists in any layer travel with the image, whether or not a later layer hides them. */
function claimNoLists(bench: Bench, facts: ImageFacts, where: string): void {
  const layers = facts.layers.flatMap(({ files, createdBy }, index) =>
    files
      .filter(({ path, bytes }) => path.startsWith("/var/lib/apt/lists/") && bytes > 0)
      .map(({ path }) => ({ path, index, createdBy })),
  );
  const first = layers[0];
  bench.claim(first === undefined, {
    code: "lists-kept",
    expected: "no layer of the image holds the package lists",
    seen: `Layer ${(first?.index ?? 0) + 1} of ${facts.layers.length} holds ${first?.path ?? ""}.\nIt was made by: ${first?.createdBy ?? ""}`,
    cause:
      first && facts.files.has(first.path)
        ? "apt keeps its lists below /var/lib/apt/lists, and nothing deleted them."
        : "A later layer hides the lists. The layer below still holds them, and it travels with the image.",
    where,
  });
}
// #endregion

// #region examples
task("examples", async (bench: Bench) => {
  const where = "examples/Dockerfile";
  await openShop(bench, bench.token);
  const tried = await bench.tryBuild("examples");
  const absent = tried.ok
    ? null
    : /cannot stat '(\/usr\/share\/(?:doc|man|locale)\/[^']+)'/.exec(tried.output);
  bench.claim(absent === null, {
    code: "left-out",
    expected: `${absent?.[1] ?? ""} is unpacked when atlas is installed`,
    seen: tried.ok
      ? ""
      : `The build stopped at line ${tried.line ?? "?"}. The step printed:\n${tried.output}`,
    cause: "The package has this file. A rule in /etc/dpkg/dpkg.cfg.d kept it from being unpacked.",
    where,
  });
  const image = await bench.build("examples");
  const place = `Place-${bench.random(100, 999)}`;
  const ran = await bench.run(image, { entrypoint: ["atlas"], command: [place] });
  claimRan(bench, ran, where, `\`docker run IMAGE atlas ${place}\` finds /etc/atlas.conf and says a sheet`);
  const sheets = bench.token.length + 1;
  bench.claim(ran.stdout.includes(`${place} is on sheet ${sheets} of the ${bench.token} edition.`), {
    code: "wrong-edition",
    expected: `sheet ${sheets} of the ${bench.token} edition, as the example of the package says in this run`,
    seen: describeRun(ran),
    cause: "/etc/atlas.conf is not the example that came with the package.",
    where,
  });

  const { files } = await bench.look(image);
  const surplus = ["/usr/share/doc/atlas/history.txt", "/usr/share/man/man1/atlas.1"].filter((path) =>
    files.has(path),
  );
  bench.claim(surplus.length === 0, {
    code: "more-than-asked",
    expected: "of what slim leaves out, the image holds the example and nothing more",
    seen: `It also holds ${surplus.join(" and ")}.`,
    cause: "With the rules gone, this package and every later one brings all of its documentation.",
    where,
  });
});
// #endregion

// #region zones
task("zones", async (bench: Bench) => {
  const where = "zones/Dockerfile";
  const image = await bench.build("zones");
  const facts = await bench.look(image);
  bench.claim(facts.layers[0]?.digest === (await bench.lookBase("debian-slim")).layers[0]?.digest, {
    code: "another-base",
    expected: "the image stands on debian:13-slim",
    seen: `Its first layer is ${facts.layers[0]?.digest ?? "absent"}.`,
    cause: "Another base may have the zones. The service stays where it is.",
    where,
  });
  const summer = bench.random(1_750_000_000, 1_755_000_000);
  for (const zone of ["Europe/Kiev", "US/Pacific", "Asia/Calcutta", "Canada/Newfoundland", "Japan"]) {
    for (const moment of [summer, summer + 15_552_000]) {
      const ran = await bench.run(image, {
        entrypoint: ["date"],
        command: ["-d", `@${moment}`, "+%F %H:%M"],
        env: { TZ: zone },
      });
      claimRan(bench, ran, where, `\`docker run -e TZ=${zone} IMAGE\` starts date`);
      const local = localTime(moment, zone);
      bench.claim(ran.stdout.trim() === local, {
        code: "wrong-time",
        expected: `with TZ=${zone}, second ${moment} is ${local}`,
        seen: `${describeRun(ran)}\nThe same second in UTC is ${localTime(moment, "UTC")}.`,
        cause: facts.files.has(`/usr/share/zoneinfo/${zone}`)
          ? `What lies at /usr/share/zoneinfo/${zone} is about another place or holds no rules.`
          : `Nothing lies at /usr/share/zoneinfo/${zone}. Nobody complains: the clock shows UTC.`,
        where,
      });
    }
  }
});

/** The moment as a clock on the wall shows it in `zone`, from the zone data of Node itself. */
function localTime(moment: number, zone: string): string {
  const style = { timeZone: zone, dateStyle: "short", timeStyle: "short", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("sv-SE", style).format(moment * 1000);
}
// #endregion

// #region older
/** Debian 12's glibc. */
const OLDER = [2, 36] as const;

task("older", async (bench: Bench) => {
  const where = "older/count.c";
  const image = await bench.build("older");
  const [one, two] = [bench.random(10, 99), bench.random(100, 999)];
  const words = [String(one), `0x${two.toString(16)}`, "010"];
  const ran = await bench.run(image, { entrypoint: ["/count"], command: words });
  claimRan(bench, ran, "older/Dockerfile", `\`docker run IMAGE ${words.join(" ")}\` starts /count`);
  bench.claim(ran.stdout.trim() === `sum ${one + two + 8}`, {
    code: "wrong-sum",
    expected: `${words.join(" and ")} add up to: sum ${one + two + 8}`,
    seen: describeRun(ran),
    cause: "The program no longer reads each number in the base that its first letters say.",
    where,
  });

  const elf = await bench.elf(image, "/count");
  bench.claim(elf !== null, {
    code: "no-program",
    expected: "/count is what the compiler made of count.c",
    seen: "/count is no ELF file.",
    cause: "A script asks for no glibc of its own. Its interpreter does.",
    where: "older/Dockerfile",
  });
  const newer = tooNew(elf);
  bench.claim(newer.length === 0, {
    code: "asks-for-newer",
    expected: `/count asks for no version above GLIBC_${OLDER.join(".")}, which is the newest that Debian 12 has`,
    seen: `It asks for ${newer.join(", ")}.`,
    cause: `On Debian 12 the loader would refuse it: version \`${newer[0] ?? ""}' not found.`,
    where,
  });
});

/** Versions that a program asks of glibc and that the older one does not have; none for one that asks for no library. */
function tooNew(elf: ElfFacts): string[] {
  return Object.values(elf.versionsNeeded)
    .flat()
    .filter((version) => {
      const [major = 0, minor = 0] = /^GLIBC_(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
      return major > OLDER[0] || (major === OLDER[0] && minor > OLDER[1]);
    });
}
// #endregion

// #region kept
task("kept", async (bench: Bench) => {
  const where = "kept.ts";
  const kept = await bench.learner<[string, readonly Rule[]], boolean>(where, "kept");
  for (const { rules, files } of await unpackedUnder(bench)) {
    for (const [path, seen] of files) {
      const said = await kept(path, rules);
      bench.claim(said === seen, {
        code: "wrong-answer",
        expected: `kept(${JSON.stringify(path)}) is ${seen} under these rules, as dpkg has shown:\n${rules
          .map(({ action, pattern }) => `  path-${action} ${pattern}`)
          .join("\n")}`,
        seen: `kept() says ${JSON.stringify(said)}. The real dpkg ${seen ? "unpacked" : "left out"} the file.`,
        cause:
          "Either a pattern matches other paths than dpkg says it does, or another of the matching rules decides.",
        where,
      });
    }
  }
});
// #endregion
