import type { Recorder } from "../../workbench/record/types.ts";

const copyBiome = "COPY --from=programs/biome /biome /app\n";
const finish = `${copyBiome}ENTRYPOINT ["/app"]\n`;

/** A dynamic program on nothing, then with one more of its files each time, until it starts. */
export async function pieces(recorder: Recorder): Promise<void> {
  await recorder.programElf("elf-esbuild", "esbuild", "esbuild");
  await recorder.programElf("elf-biome", "biome", "biome, built for glibc");
  await recorder.programElf("elf-biome-musl", "biome-musl", "biome, built for musl");

  const alone = await recorder.build("dynamic-build", {
    title: "one dynamic program on nothing",
    tag: "biome",
    dockerfile: `FROM scratch\n${finish}`,
  });
  await recorder.run("dynamic", alone, { title: "a glibc program on scratch", command: ["--version"] });
  await recorder.start("dynamic-walk", alone, {
    title: "biome alone on scratch, step by step",
    run: "dynamic",
  });

  const twin = await recorder.build("musl-twin-build", {
    title: "the build that is labelled musl",
    tag: "biome-musl",
    dockerfile: 'FROM scratch\nCOPY --from=programs/biome-musl /biome-musl /app\nENTRYPOINT ["/app"]\n',
  });
  await recorder.run("musl-twin", twin, { title: "the same program, labelled musl", command: ["--version"] });

  const onDebian = await recorder.build("dynamic-debian-build", {
    title: "the same program on Debian",
    tag: "biome-debian",
    dockerfile: `FROM debian:13-slim\n${finish}`,
  });
  await recorder.run("ldd", onDebian, {
    title: "the files that biome needs, asked of its own loader",
    entrypoint: ["/bin/sh", "-c"],
    command: ['ldd /app | tr -d "\\t" | cut -d "(" -f 1'],
  });
  await recorder.image("dynamic-debian-image", onDebian, "biome on debian:13-slim");
  await ladder(recorder);

  const complete = await recorder.build("complete-build", {
    title: "biome with the files it needs",
    tag: "biome-complete",
    dockerfile: withPieces("grep -o '/[^ ]*'"),
  });
  await recorder.run("complete", complete, { title: "biome with all of its files", command: ["--version"] });
  await recorder.start("complete-walk", complete, {
    title: "biome with all of its files, step by step",
    run: "complete",
  });
  await recorder.image("complete-image", complete, "biome and its files on scratch");
}

/** The loader first, then the libraries in the order in which the loader asks for them. */
const rungs = ["ld-linux", "libgcc_s", "libpthread", "libm", "libdl", "libc"] as const;
const columns = "starts";

async function ladder(recorder: Recorder): Promise<void> {
  const cells = [{ row: "nothing", column: columns, works: false, run: "dynamic" }];
  for (const [index, name] of rungs.entries()) {
    const names = rungs.slice(0, index + 1).map((piece) => `${piece}[-.]`);
    const key = `with-${name.replace("_", "-")}`;
    const built = await recorder.build(`${key}-build`, {
      title: index === 0 ? "biome and its loader" : `… and ${name}`,
      tag: `biome-${index + 1}`,
      dockerfile: withPieces(`grep -oE '/[^ ]*/(${names.join("|")})[^ ]*'`),
    });
    const title = index === 0 ? "with the loader" : `… and with ${name}`;
    const ran = await recorder.run(key, built, { title, command: ["--version"] });
    if (index === 0)
      await recorder.start(`${key}-walk`, built, { title: "biome and its loader, step by step", run: key });
    cells.push({
      row: index === 0 ? "+ the loader" : `+ ${name}`,
      column: columns,
      works: ran.exitCode === 0,
      run: key,
    });
  }
  recorder.matrix("ladder", "biome on scratch, with one more file each time", cells);
}

/** biome on scratch with those of its files that `filter` lets through. */
function withPieces(filter: string): string {
  return `FROM debian:13-slim AS parts
COPY --from=programs/biome /biome /biome
RUN mkdir /parts \\
 && ldd /biome | ${filter} | xargs cp --parents --dereference --target-directory /parts

FROM scratch
COPY --from=parts /parts /
${finish}`;
}
