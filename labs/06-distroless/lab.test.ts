import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench } from "../../workbench/lab/kit/index.ts";
import { claimNoShell, claimRan } from "./claims.ts";
import { listed, ownFiles, spareLibraries } from "./own.ts";
import { beside, packagesListed } from "./rebuilt.ts";
import { allOn, newerPackages, programs, readPackages, sizes } from "./scenes.ts";
import type { ProgramName, Size } from "./scenes.ts";
import { checkDebug, checkHealth } from "./served.ts";

const { task } = lab(import.meta.url);

// #region smallest
const answer = z.enum(["static", "base", "cc", "none"]);
const answersSchema = z.strictObject(
  Object.fromEntries(Object.keys(programs).map((name) => [name, answer])) as Record<
    ProgramName,
    typeof answer
  >,
);

task("smallest", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  const images = { static: await allOn(bench, "static"), base: await allOn(bench, "base") };
  const all = { ...images, cc: await allOn(bench, "cc") };
  for (const name of Object.keys(programs) as ProgramName[]) {
    const tried: string[] = [];
    let smallest: Size | "none" = "none";
    for (const size of Object.keys(sizes) as Size[]) {
      const ran = await bench.run(all[size], { command: [`/${name}`] });
      tried.push(`on ${size}: ${describeRun(ran)}`);
      if (ran.started && ran.exitCode === 0) {
        smallest = size;
        break;
      }
    }
    const [compiler, source] = programs[name];
    bench.claim(answers[name] === smallest, {
      code: "wrong-prediction",
      expected: `answers.json names the smallest of the three on which "${name}" does its work, or none.\n${compiler}\n${source}`,
      seen: `answers.json says ${answers[name]}. These are the runs:\n${tried.join("\n")}`,
      cause:
        smallest === "none"
          ? "It asks for something that none of the three has."
          : `Everything that it asks for is in ${smallest}.`,
      where: "answers.json",
    });
  }
});
// #endregion

// #region nonroot
task("nonroot", async (bench: Bench) => {
  const where = "nonroot/Dockerfile";
  const image = await bench.build("nonroot");
  const { config, shells } = await bench.look(image);
  claimNoShell(bench, shells, where);

  const ran = await bench.run(image, { command: [bench.token] });
  const denied = ran.stderr.includes("Permission denied");
  const cause = denied
    ? "The folder that it is started in belongs to somebody else, and this user may not write there."
    : causeOfRun(ran);
  claimRan(bench, ran, where, `\`docker run IMAGE ${bench.token}\` keeps the word in its diary`, cause);
  bench.claim(/^user +[1-9]/m.test(ran.stdout) && /^group +[1-9]/m.test(ran.stdout), {
    code: "root",
    expected: "neither its user nor its group is root",
    seen: describeRun(ran),
    cause: "The base has a user who is not root. It does not make anybody use it.",
    where,
  });
  bench.claim(ran.stdout.includes(`kept  ${bench.token}`), {
    code: "word-lost",
    expected: `the word "${bench.token}" is read back`,
    seen: describeRun(ran),
    cause: "The program ended well without the word.",
    where,
  });
  bench.claim(/^[1-9]\d*(:[1-9]\d*)?$/.test(config.user), {
    code: "user-by-name",
    expected: "the image names its user by number",
    seen: `The image's config says: user "${config.user}".`,
    cause:
      "An orchestrator that is told to refuse root reads this line before it starts anything. It can't look a name up: the list of names is inside the image.",
    where,
  });
});
// #endregion

// #region missing
task("missing", async (bench: Bench) => {
  const where = "missing/Dockerfile";
  const image = await bench.build("missing");
  const [one, two] = [bench.random(1_000, 9_000), bench.random(1_000, 9_000)];
  const ran = await bench.run(image, { command: [String(one), String(two)] });
  const facts = await bench.look(image);
  const cause = causeOfMissing(ran.stderr, [...facts.files.keys()]) ?? causeOfRun(ran);
  claimRan(bench, ran, where, `\`docker run IMAGE ${one} ${two}\` adds the two numbers`, cause);
  bench.claim(ran.stdout.trim() === String(one + two), {
    code: "wrong-sum",
    expected: `it prints ${one + two}`,
    seen: describeRun(ran),
    cause: "This is not what counter.c does.",
    where: "missing/counter.c",
  });

  claimNoShell(bench, facts.shells, where);
  const own = await ownFiles(bench, facts);
  bench.claim(own !== null, {
    code: "another-base",
    expected: `it stands on one of ${Object.values(sizes).join(", ")}`,
    seen: "Its first layers are none of these.",
    cause: "The last FROM names something else, so who will keep these files up to date?",
    where,
  });
  const spare = await spareLibraries(own, (path) => bench.elf(image, path));
  bench.claim(spare.length === 0, {
    code: "more-than-missing",
    expected: "only what the base does not have",
    seen: `The base has these already, and the image brings them again:\n${listed(spare)}`,
    cause:
      "A copy hides the base's own file, or is hidden by it. When the base is mended, the copy stays as it is.",
    where,
  });
});

/** A library may be in the image and still not be found. */
function causeOfMissing(stderr: string, paths: readonly string[]): string | null {
  const name = /loading shared libraries: ([^:]+):/.exec(stderr)?.[1];
  const there = paths.find((path) => path.endsWith(`/${name}`));
  return there === undefined
    ? null
    : `${there} is in the image, but the loader does not look in that folder.`;
}
// #endregion

// #region rebuild
task("rebuild", async (bench: Bench) => {
  const where = "rebuild/Dockerfile";
  const news = await newerPackages(bench);
  const image = await bench.build("rebuild", { instead: { "debs:13": "debs:newer" } });
  const facts = await bench.look(image);
  claimNoShell(bench, facts.shells, where);

  const packages = await readPackages(bench, [], "debs:newer");
  const theirs = await bench.lookBase("distroless-base");
  bench.claim(facts.layers[0]?.digest !== theirs.layers[0]?.digest, {
    code: "not-rebuilt",
    expected: "an image that is made from packages",
    seen: "Its first layer is the first layer of the original.",
    cause: "The last FROM names the original.",
    where,
  });
  const { absent, extra, unlike } = beside(facts.files, theirs.files, packages);
  bench.claim(facts.files.has(news) || absent.length > 1, {
    code: "copied",
    expected: "the files of the packages, unpacked",
    seen: `This check has put a file ${news} into the package media-types, in debs:13. Your image has all the rest of the package, and not this file.`,
    cause:
      "Its files are copies of the original's. When a package is mended, an image that is built from packages follows; a copy does not.",
    where,
  });
  bench.claim(absent.length === 0, {
    code: "not-all-there",
    expected: "each file that distroless base has",
    seen: `These are not in yours:\n${absent.join("\n")}`,
    cause: "A package was not unpacked, or a file that belongs to no package was not made.",
    where,
  });
  bench.claim(extra.length === 0, {
    code: "more-than-theirs",
    expected: "no file that distroless base has not",
    seen: `These are in yours only:\n${listed(extra)}`,
    cause: "They came from a package that is not one of the nine, or were left behind by a step.",
    where,
  });
  bench.claim(unlike.length === 0, {
    code: "another-kind",
    expected: "the same kinds, rights and owners",
    seen: unlike.join("\n"),
    cause:
      "A step that makes a folder and says nothing of owner and mode gets root and 0755. COPY does the same for the folder that it copies to.",
    where,
  });
  await claimSettings(bench, image);
});

/** What no list of paths can show: names that the engine can look up, and certificates that are real. */
async function claimSettings(bench: Bench, image: Awaited<ReturnType<Bench["build"]>>): Promise<void> {
  const where = "rebuild/Dockerfile";
  const { config, loaders } = await bench.look(image);
  for (const user of ["nonroot", "nobody", "root"]) {
    const ran = await bench.run(image, { user, entrypoint: loaders.slice(0, 1), command: ["--version"] });
    claimRan(
      bench,
      ran,
      where,
      `\`docker run --user ${user} --entrypoint ${loaders[0]} IMAGE --version\` starts`,
    );
  }
  const bundle = (await bench.file(image, "/etc/ssl/certs/ca-certificates.crt")) ?? "";
  const real = bundle.split("-----BEGIN CERTIFICATE-----\n").filter((each) => each.startsWith("MII")).length;
  const all = bundle.split("-----BEGIN CERTIFICATE-----").length - 1;
  bench.claim(real > 50 && real === all, {
    code: "certificates",
    expected: "a bundle with the certificates of the package, and nothing else",
    seen: `The bundle has ${all} entries. Of these are no certificates: ${all - real}.`,
    cause:
      all === real
        ? "Most of the package's certificates are not in the bundle."
        : "The package has an example among its documentation that only looks like a certificate.",
    where,
  });
  bench.claim(config.env.includes("SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"), {
    code: "config-lost",
    expected: "SSL_CERT_FILE names the bundle, as in the original",
    seen: `The image's environment:\n${listed(config.env)}`,
    cause: "An image is files and a config. COPY brings files only.",
    where,
  });
}
// #endregion

// #region packages
task("packages", async (bench: Bench) => {
  const where = "rebuild/Dockerfile";
  const more = ["libatomic1", "libgomp1", "libgcc-s1"][bench.random(0, 2)] ?? "libatomic1";
  const image = await bench.build("rebuild", { buildArgs: { MORE: more } });
  const packages = await readPackages(bench, [more]);
  const { files } = await bench.look(image);
  const absent = packages.flatMap(({ paths }) => paths).filter((path) => !files.has(path));
  bench.claim(absent.length === 0, {
    code: "not-unpacked",
    expected: `built with --build-arg MORE=${more}, it holds the files of ${more}, too`,
    seen: `These are not in it:\n${listed(absent)}`,
    cause: "The loop that unpacks does not use MORE.",
    where,
  });

  const found = await packagesListed(bench, image);
  const unseen = packages.filter(({ name, version }) => found.get(name) !== version);
  const expected = `built with --build-arg MORE=${more}, a scanner finds these in it, with their versions:\n${listed(packages.map(({ name }) => name))}`;
  const seen = `It finds ${found.size} packages: ${[...found.keys()].sort().join(", ") || "none"}.`;
  bench.claim(unseen.length === 0, {
    code: "scanner-blind",
    expected,
    seen: `${seen}\nIt does not find, or not with this version: ${unseen.map(({ name }) => name).join(", ")}.`,
    cause: "dpkg-deb unpacks files and writes nothing down. Nobody but you knows which packages these were.",
    where,
  });
  bench.claim(found.size === packages.length, {
    code: "scanner-misled",
    expected,
    seen,
    cause: "The list names packages whose files are not in the image.",
    where,
  });
});
// #endregion

task("health", checkHealth);

task("debug", checkDebug);
