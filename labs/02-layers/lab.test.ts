import { z } from "zod";
import { causeOfRun, describeRun, lab } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { predictionScenes, wasteScenes } from "./scenes.ts";

const { task } = lab(import.meta.url);

/** Bytes that are no file's: what a few small files and folders may cost. */
const SMALL = 100_000;

/** Every image has to do its work before anybody asks what it weighs. */
function claimSays(bench: Bench, ran: RunOutcome, words: string, where: string): void {
  bench.claim(ran.exitCode === 0 && ran.stdout.includes(words), {
    code: "does-not-work",
    expected: `\`docker run IMAGE\` prints "${words}"`,
    seen: describeRun(ran),
    cause: ran.exitCode === 0 ? "It ran, and said something else." : causeOfRun(ran),
    where,
    engineText: ran.engineError,
  });
}

// #region waste
/** No file of any size lies in a layer and can't be seen any more. */
async function claimNothingWasted(bench: Bench, image: BuiltImage, where: string): Promise<void> {
  const { layers } = await bench.look(image);
  const changes = await bench.changes(image);
  const wasted = changes.reduce((sum, { wastedBytes }) => sum + wastedBytes, 0);
  const lines = layers.flatMap((layer, index) => {
    const bytes = changes[index]?.wastedBytes ?? 0;
    if (bytes < SMALL) return [];
    const large = layer.files.filter((file) => file.bytes >= SMALL).map(({ path }) => path);
    return [`  ${bytes} bytes in layer ${index + 1} of ${layers.length}, of ${large.join(", ")}`];
  });
  bench.claim(wasted < SMALL, {
    code: "wasted",
    expected: `fewer than ${SMALL} unpacked bytes that are stored and can't be seen`,
    seen: `${wasted} bytes are stored for nobody:\n${lines.join("\n")}`,
    cause:
      "A layer is never changed after it was made. A later instruction that deletes or changes a file hides the old one, and everybody goes on storing both.",
    where,
  });
}
// #endregion

// #region parcel
task("parcel", async (bench: Bench) => {
  const where = "parcel/Dockerfile";
  const image = await bench.build("parcel", { buildArgs: { MESSAGE: bench.token } });
  claimSays(bench, await bench.run(image), bench.token, where);
  const photo = (await bench.look(image)).files.get("/app/photo");
  bench.claim((photo?.bytes ?? 0) >= 2_000_000, {
    code: "photo-missing",
    expected: "/app/photo is there, whole",
    seen: photo ? `/app/photo holds ${photo.bytes} bytes` : "There is no /app/photo.",
    cause: "The parcel holds a message and a photo, and the application needs both.",
    where,
  });
  await claimNothingWasted(bench, image, where);
  const left = [...(await bench.look(image)).files.keys()].filter((path) => path.endsWith("parcel.tar"));
  bench.claim(left.length === 0, {
    code: "parcel-left",
    expected: "the parcel itself is not in the image",
    seen: `There is ${left.join(", ")}.`,
    cause: "What is inside has been unpacked, so the parcel is the same bytes again.",
    where,
  });
});
// #endregion

// #region tool
task("tool", async (bench: Bench) => {
  const where = "tool/Dockerfile";
  const owner = bench.random(2000, 60_000);
  // BuildKit takes a copied file for the one of an earlier build when only its owner differs.
  const image = await bench.build("tool", { buildArgs: { OWNER: String(owner) }, noCache: true });
  claimSays(bench, await bench.run(image, { user: `${owner}:${owner}` }), "0.", where);
  const file = (await bench.look(image)).files.get("/usr/bin/esbuild");
  const seen = file ? `${(file.mode & 0o7777).toString(8)} ${file.uid}:${file.gid}` : "no such file";
  bench.claim(seen === `750 ${owner}:${owner}`, {
    code: "wrong-mode",
    expected: `built with --build-arg OWNER=${owner}, /usr/bin/esbuild has the mode and owner 750 ${owner}:${owner}`,
    seen,
    cause: "The owner comes from the build argument, and the mode is written in the task.",
    where,
  });
  await claimNothingWasted(bench, image, where);
});
// #endregion

// #region scrap
task("scrap", async (bench: Bench) => {
  const where = "scrap/Dockerfile";
  const image = await bench.build("scrap", { buildArgs: { SOURCE: bench.token } });
  claimSays(bench, await bench.run(image), `built from ${bench.token}`, where);
  await claimNothingWasted(bench, image, where);
  const base = await bench.lookBase("busybox");
  const left = [...(await bench.look(image)).files.values()]
    .filter(({ path, bytes }) => bytes >= SMALL && !base.files.has(path))
    .map(({ path }) => path);
  bench.claim(left.length === 0, {
    code: "scrap-left",
    expected: "no large file that the base has not: the result is one line of text",
    seen: `There is ${left.join(", ")}.`,
    cause: "The script leaves its scrap in more than one folder. Read it to its end.",
    where,
  });
});
// #endregion

// #region services
task("services", async (bench: Bench) => {
  const registry = await bench.registry();
  const moved: string[] = [];
  for (const name of ["web", "worker"]) {
    const where = `services/${name}.Dockerfile`;
    const buildArgs = { EDITION: `${bench.token}-${name}` };
    const image = await bench.build("services", { dockerfile: `${name}.Dockerfile`, buildArgs });
    claimSays(bench, await bench.run(image), `${name}, edition ${bench.token}-${name}\n0.`, where);
    const { layers, compressedBytes } = await registry.push(image.id, `${name}:1`);
    const words = layers.map((layer) =>
      layer.transferred ? `moved (${roughly(layer.compressedBytes)} compressed)` : "already there",
    );
    moved.push(
      `docker push ${name}\n${words.map((word, index) => `  layer ${index + 1}: ${word}`).join("\n")}`,
    );
    bench.claim(name === "web" || compressedBytes < SMALL, {
      code: "pushed-again",
      expected: `the push of the worker, after that of web, moves fewer than ${SMALL} compressed bytes`,
      seen: moved.join("\n"),
      cause:
        "The registry knows a layer by its digest. Where what both share lies in one layer with what is one's own, the whole layer is another one.",
      where,
    });
  }
});

/** The date of a file that a build made is in its archive, so the last digits differ from build to build. */
function roughly(bytes: number): string {
  return bytes < 10_000 ? "under 10 kB" : `${Number((bytes / 1e6).toPrecision(2))} MB`;
}
// #endregion

// #region predictions
const answersSchema = z.strictObject(
  Object.fromEntries(Object.keys(predictionScenes(1)).map((name) => [name, z.int().min(0).max(9)])),
);

task("predictions", async (bench: Bench) => {
  const answers = await bench.answers(answersSchema);
  const bytes = bench.random(400_000, 900_000);
  const below = (await bench.lookBase("busybox")).unpackedBytes;
  for (const [name, dockerfile] of Object.entries(predictionScenes(bytes))) {
    const { layers, unpackedBytes } = await bench.look(await bench.scene(dockerfile));
    const times = Math.round((unpackedBytes - below) / bytes);
    bench.claim(answers[name] === times, {
      code: "wrong-prediction",
      expected: `answers.json says how often the layers of "${name}" hold the file:\n${dockerfile}`,
      seen: `answers.json says ${answers[name] ?? "nothing"}. The file has ${bytes} bytes. These are the layers above the base, unpacked:\n${layers
        .slice(1)
        .map((layer) => `  ${layer.unpackedBytes} bytes`)
        .join("\n")}`,
      cause: `Together the layers hold the file ${times === 1 ? "once" : `${times} times`}. A layer that only deletes or links is almost empty; one that changes a file holds the whole file.`,
      where: "answers.json",
    });
  }
});
// #endregion

// #region wasted
interface Layer {
  readonly files: ReadonlyMap<string, number>;
  readonly deletes: readonly string[];
}

task("wasted", async (bench: Bench) => {
  const where = "wasted.ts";
  const count = await bench.learner<[readonly Layer[]], number>(where, "wastedBytes");
  for (const { title, dockerfile } of wasteScenes(bench.random(20_000, 90_000))) {
    const image = await bench.scene(dockerfile);
    const layers = await layersOf(bench, image);
    const wasted = (await bench.changes(image)).reduce((sum, { wastedBytes }) => sum + wastedBytes, 0);
    const said = await count(layers);
    bench.claim(said === wasted, {
      code: "wrong-count",
      expected: `for ${title}, wastedBytes() says ${wasted}:\n${dockerfile}`,
      seen: `wastedBytes() says ${JSON.stringify(said)}. These are the layers above the base:\n${layers.slice(1).map(described).join("\n")}`,
      cause:
        "A file is wasted when a later layer deletes it, deletes a folder that it lies in, or lays another file on its path.",
      where,
    });
  }
});

async function layersOf(bench: Bench, image: BuiltImage): Promise<Layer[]> {
  const { layers } = await bench.look(image);
  return layers.map(({ files, whiteouts }) => ({
    files: new Map(files.filter(({ type }) => type === "file").map(({ path, bytes }) => [path, bytes])),
    deletes: whiteouts.map(({ path }) => path),
  }));
}

function described({ files, deletes }: Layer, index: number): string {
  const lines = [...files].map(([path, bytes]) => `    ${path}  ${bytes} bytes`);
  return [`  layer ${index + 2}`, ...lines, ...deletes.map((path) => `    deletes ${path}`)].join("\n");
}
// #endregion
