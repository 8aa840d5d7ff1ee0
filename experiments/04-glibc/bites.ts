import type { Recorder } from "../../workbench/record/types.ts";
import { shop } from "./shop.ts";

const german = { env: { LC_ALL: "de_DE.UTF-8" } };

/** Where the files that slim leaves out are missed, and where nobody misses them. */
export async function bites(recorder: Recorder): Promise<void> {
  const [full, slim] = [recorder.base("debian"), recorder.base("debian-slim")];
  await recorder.run("man-full", full, {
    title: "manual pages, and the program that shows them, on full Debian",
    command: ["sh", "-c", "ls /usr/share/man/man1 | wc -l; man ls"],
  });
  await recorder.run("man-folders", slim, {
    title: "folders for manual pages, on slim Debian",
    command: ["sh", "-c", "ls -d /usr/share/man/*"],
  });
  await recorder.run("licences", slim, {
    title: "what slim Debian keeps of bash's documentation",
    command: ["ls", "/usr/share/doc/bash"],
  });
  await languages(recorder);
  await examples(recorder);
}

async function languages(recorder: Recorder): Promise<void> {
  const [full, slim] = [recorder.base("debian"), recorder.base("debian-slim")];
  await recorder.run("german-before", full, {
    title: "full Debian, asked to speak German",
    command: ["ls", "/nope"],
    ...german,
  });
  await recorder.run("locales-slim", slim, {
    title: "the locales of slim Debian",
    command: ["locale", "-a"],
  });
  await recorder.run("perl-slim", slim, {
    title: "perl on slim Debian, started with a German locale",
    command: ["perl", "-e", "print qq(done\\n)"],
    ...german,
  });
  for (const [key, base] of [
    ["german-full", "debian:13"],
    ["german-slim", "debian:13-slim"],
  ] as const) {
    const built = await recorder.build(`${key}-build`, {
      title: `${base} with a German locale`,
      tag: key,
      dockerfile: `FROM ${base}
RUN apt-get update \\
 && apt-get install -y --no-install-recommends locales tzdata-legacy \\
 && rm -rf /var/lib/apt/lists/* \\
 && localedef -i de_DE -f UTF-8 de_DE.UTF-8
`,
    });
    await recorder.run(key, built, {
      title: `a day and an error on ${base}, with the locale installed`,
      command: ["sh", "-c", "date -d @0 +%A; ls /nope"],
      ...german,
    });
    if (base === "debian:13-slim") await oldNames(recorder, built);
  }
}

/** 15 July 2025, noon in UTC. */
const noon = ["date", "-d", "@1752580800", "+%H:%M %Z"];

async function oldNames(recorder: Recorder, supplied: Parameters<Recorder["run"]>[1]): Promise<void> {
  const slim = recorder.base("debian-slim");
  await recorder.run("zone-new", slim, {
    title: "slim Debian, asked for a zone by its present name",
    command: noon,
    env: { TZ: "Europe/Kyiv" },
  });
  await recorder.run("zone-old", slim, {
    title: "slim Debian, asked for the same zone by its old name",
    command: noon,
    env: { TZ: "Europe/Kiev" },
  });
  await recorder.run("zone-old-supplied", supplied, {
    title: "the old name, with tzdata-legacy installed",
    command: noon,
    env: { TZ: "Europe/Kiev" },
  });
}

async function examples(recorder: Recorder): Promise<void> {
  await shop(recorder);
  await recorder.failBuild("example-build", {
    title: "a package whose documentation is needed, on slim Debian",
    tag: "atlas",
    dockerfile: `FROM shop:1
RUN apt-get update \\
 && apt-get install -y --no-install-recommends atlas \\
 && cp /usr/share/doc/atlas/examples/atlas.conf /etc/
`,
  });
  const installed = await recorder.build("atlas-build", {
    title: "the package alone",
    tag: "atlas",
    dockerfile: `FROM shop:1
RUN apt-get update \\
 && apt-get install -y --no-install-recommends atlas \\
 && rm -rf /var/lib/apt/lists/*
`,
  });
  await recorder.run("atlas-verify", installed, {
    title: "what the package manager thinks of it",
    command: ["sh", "-c", "dpkg-query -W -f '${db:Status-Abbrev} ${Package}\\n' atlas; dpkg --verify atlas"],
  });
}
