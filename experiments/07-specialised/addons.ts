import { readFileSync } from "node:fs";
import type { Recorder } from "../../workbench/record/types.ts";

/** The lab and the chapter install and run the same files. */
const ship = new URL("../../labs/07-specialised/starter/ship/", import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, ship), "utf8");
const bases = { "node:24-slim": "slim", "gcr.io/distroless/nodejs24-debian13": "distroless" } as const;
const load = ["-p", "Object.keys(require('/rollup.node')).length + ' functions'"];

/** A native addon built for each libc, loaded where only one of them can be; and an install that leaves out the right one. */
export async function addons(recorder: Recorder): Promise<void> {
  await recorder.programElf("elf-glibc", "rollup-glibc", "rollup's addon, built for glibc");
  await recorder.programElf("elf-musl", "rollup-musl", "rollup's addon, built for musl");
  const cells = [];
  for (const [reference, base] of Object.entries(bases)) {
    for (const libc of ["glibc", "musl"]) {
      const key = `${base}-${libc}`;
      const built = await recorder.build(`${key}-build`, {
        title: `the addon for ${libc} on ${reference}`,
        tag: "addon",
        dockerfile: `FROM ${reference}\nCOPY --from=programs/rollup-${libc} /rollup-${libc} /rollup.node\n`,
      });
      const title = `the addon for ${libc}, loaded by ${reference}`;
      const ran = await recorder.run(key, built, { title, command: load });
      cells.push({ row: `built for ${libc}`, column: base, works: ran.exitCode === 0, run: key });
    }
  }
  recorder.matrix("addons", "rollup's addon, loaded by a Node that stands on glibc", cells);
  await flatteringLdd(recorder);
  await silentInstall(recorder);
}

async function flatteringLdd(recorder: Recorder): Promise<void> {
  const onAlpine = await recorder.build("alpine-glibc-build", {
    title: "the addon for glibc on Alpine",
    tag: "addon",
    dockerfile: "FROM alpine:3.24\nCOPY --from=programs/rollup-glibc /rollup-glibc /rollup.node\n",
  });
  await recorder.run("alpine-ldd", onAlpine, {
    title: "musl's loader, asked for the libraries of an addon for glibc",
    entrypoint: ["/bin/sh", "-c"],
    command: ["/lib/ld-musl-$(arch).so.1 --list /rollup.node 2>/dev/null | cut -d '(' -f 1"],
  });
  await recorder.run("alpine-missing", onAlpine, {
    title: "the same question, and what it says on the side",
    entrypoint: ["/bin/sh", "-c"],
    command: ["/lib/ld-musl-$(arch).so.1 --list /rollup.node 2>&1 >/dev/null | grep library"],
  });
}

/** Packages as rollup's publishers make them: one for each libc, and npm takes those that fit. */
function painter(install: string): string {
  const twin = (libc: string): string =>
    `COPY --from=programs/rollup-${libc} /rollup-${libc} /packages/${libc}/painter.node\nCOPY ${libc}.json /packages/${libc}/package.json\n`;
  return `FROM node:24-slim
${twin("glibc")}${twin("musl")}WORKDIR /packages
RUN npm pack --silent ./glibc ./musl

WORKDIR /app
COPY package.json main.mjs ./
RUN ${install}
CMD ["main.mjs"]
`;
}

async function silentInstall(recorder: Recorder): Promise<void> {
  const files = {
    "package.json": text("package.json"),
    "main.mjs": text("main.mjs"),
    "glibc.json": text("glibc.json"),
    "musl.json": text("musl.json"),
  };
  const install = "npm install --offline";
  const wrong = await recorder.build("install-wrong-build", {
    title: "an install that is told the other libc",
    tag: "painter",
    files,
    dockerfile: painter(`${install} --libc=musl`),
  });
  await recorder.run("install-wrong-list", wrong, {
    title: "what was installed",
    command: ["ls", "node_modules"],
  });
  await recorder.run("install-wrong", wrong, { title: "the app, started" });
  const right = await recorder.build("install-right-build", {
    title: "an install that sees for itself",
    tag: "painter",
    files,
    dockerfile: painter(install),
  });
  await recorder.run("install-right", right, { title: "the app, after an install that saw for itself" });
}
