import type { Recorder, Subject } from "../../workbench/record/types.ts";
import { distroless, text } from "./references.ts";

const chapter03 = "../../labs/03-scratch/starter";
const noon = "1752580800";

/** The programs of chapter 03 that failed on nothing, now on static; and five programs on all three. */
export async function supplies(recorder: Recorder): Promise<void> {
  await static3(recorder);
  await cast(recorder);
}

const probes = {
  who: { source: `${chapter03}/user/who.c`, compiler: "musl-gcc", title: "a user by name" },
  clock: { source: `${chapter03}/clock/clock.c`, compiler: "gcc", title: "the time in Berlin" },
  notes: { source: `${chapter03}/notes/notes.c`, compiler: "musl-gcc", title: "a temporary file" },
} as const;

async function static3(recorder: Recorder): Promise<void> {
  const cells: { row: string; column: string; works: boolean; run: string }[] = [];
  for (const [name, { title }] of Object.entries(probes)) {
    for (const [column, reference] of [
      ["scratch", "scratch"],
      ["distroless static", distroless.static],
    ] as const) {
      const run = `${name}-on-${column.replaceAll(" ", "-")}`;
      const subject = await probe(recorder, `${run}-build`, name as keyof typeof probes, reference);
      const ran = await recorder.run(run, subject, { title: `${title}, on ${column}`, ...howToRun(name) });
      cells.push({ row: title, column, works: worked(name, ran), run });
    }
  }
  recorder.matrix("supplies", "Three programs that need more than a kernel", cells);
  const who = await probe(recorder, "who-build", "who", distroless.static);
  await recorder.run("who-default", who, { title: "nobody named a user" });
  await recorder.config("static-config", recorder.base("distroless-static"), "what static says of its start");
  await recorder.config(
    "nonroot-config",
    recorder.base("distroless-static-nonroot"),
    "what the tag with nonroot says of its start",
  );
}

/** A static program of chapter 03 on a base. */
function probe(
  recorder: Recorder,
  key: string,
  name: keyof typeof probes,
  reference: string,
): Promise<Subject> {
  const { source, compiler, title } = probes[name];
  return recorder.build(key, {
    title,
    tag: key.replace(/-build$/, ""),
    files: { [`${name}.c`]: text(source) },
    dockerfile: `FROM toolchain:13 AS build
COPY ${name}.c .
RUN ${compiler} -static -O2 -o /${name} ${name}.c

FROM ${reference}
COPY --from=build /${name} /${name}
ENTRYPOINT ["/${name}"]
`,
  });
}

function howToRun(name: string): { user?: string; command?: string[]; env?: Record<string, string> } {
  if (name === "who") return { user: "nonroot" };
  if (name === "clock") return { command: [noon], env: { TZ: "Europe/Berlin" } };
  return { command: ["milk"], user: "65532:65532" };
}

/** The clock never fails: only its label tells whether it knew the city. */
function worked(name: string, ran: { exitCode: number | null; stdout: string }): boolean {
  return ran.exitCode === 0 && (name !== "clock" || ran.stdout.includes("CEST"));
}

const programs = {
  esbuild: { copy: "/esbuild /app", start: ["/app"] },
  sass: { copy: "/sass /sass", start: ["/sass/dart", "/sass/sass.snapshot"] },
  biome: { copy: "/biome /app", start: ["/app"] },
  "sass-musl": { copy: "/sass-musl /sass", start: ["/sass/dart", "/sass/sass.snapshot"] },
} as const;

async function cast(recorder: Recorder): Promise<void> {
  const cells: { row: string; column: string; works: boolean; run: string }[] = [];
  for (const [program, { copy, start }] of Object.entries(programs)) {
    // esbuild is static: the page says so without its header.
    if (program !== "esbuild")
      await recorder.programElf(`${program}-elf`, program, `what ${program} says of itself`);
    for (const [column, reference] of Object.entries(distroless)) {
      const run = `${program}-on-${column}`;
      const built = await recorder.build(`${run}-build`, {
        title: `${program} on ${column}`,
        tag: run,
        dockerfile: `FROM ${reference}\nCOPY --from=programs/${program} ${copy}\nCMD ${JSON.stringify([...start, "--version"]).replaceAll(",", ", ")}\n`,
      });
      const { exitCode } = await recorder.run(run, built, { title: `${program} on ${column}` });
      cells.push({ row: program, column, works: exitCode === 0, run });
    }
  }
  recorder.matrix("cast", "Four programs on the three", cells);
}
