import { readFileSync } from "node:fs";
import type { Bench, BuiltImage, ImageFacts } from "../../workbench/lab/kit/index.ts";

// #region predictions
/** The eleven things of answers.json: name → a path that says whether an image has it. */
const things: Readonly<Record<string, string>> = {
  "the record that tzdata is installed": "/var/lib/dpkg/info/tzdata.list",
  "the licence of bash": "/usr/share/doc/bash/copyright",
  "the manual page of ls": "/usr/share/man/man1/ls.1.gz",
  "a program that shows manual pages": "/usr/bin/man",
  "German messages of ls": "/usr/share/locale/de/LC_MESSAGES/coreutils.mo",
  "the German locale": "/usr/lib/locale/de_DE.utf8",
  perl: "/usr/bin/perl",
  ps: "/usr/bin/ps",
  "a bundle of certificates": "/etc/ssl/certs/ca-certificates.crt",
  "the zone Europe/Kyiv": "/usr/share/zoneinfo/Europe/Kyiv",
  "the zone Europe/Kiev": "/usr/share/zoneinfo/Europe/Kiev",
};

export type Where = "both" | "full" | "slim" | "neither";

/** Where each thing is, from the files of the two images. */
export function whereThingsAre(
  full: ImageFacts,
  slim: ImageFacts,
): Map<string, { where: Where; path: string }> {
  return new Map(
    Object.entries(things).map(([name, path]) => [
      name,
      { where: whichOf(full.files.has(path), slim.files.has(path)), path },
    ]),
  );
}

function whichOf(full: boolean, slim: boolean): Where {
  if (full && slim) return "both";
  if (full) return "full";
  return slim ? "slim" : "neither";
}

/** Names of the eleven things, in the order of answers.json. */
export const thingNames: readonly string[] = Object.keys(things);
// #endregion

// #region shop
/** Builds slim Debian with a mirror of our own, whose packages say this edition, and calls it `shop:1` from now on. */
export async function openShop(bench: Bench, edition: string): Promise<BuiltImage> {
  const text = (name: string): string => readFileSync(new URL(`shop/${name}`, import.meta.url), "utf8");
  const dockerfile = text("Dockerfile").replace("ARG EDITION=first", `ARG EDITION=${edition}`);
  const shop = await bench.scene(dockerfile, { "shelf.sh": text("shelf.sh") });
  await bench.name("shop:1", shop);
  return shop;
}
// #endregion

// #region rules
/** One line of a dpkg configuration. */
export interface Rule {
  readonly action: "exclude" | "include";
  readonly pattern: string;
}

/** A set of rules, and which of a package's files dpkg itself has unpacked under them. */
export interface Unpacked {
  readonly rules: readonly Rule[];
  readonly files: ReadonlyMap<string, boolean>;
}

/** Lets the real dpkg unpack a package of nine files under three sets of rules; the package's name is made up for this run. */
export async function unpackedUnder(bench: Bench): Promise<readonly Unpacked[]> {
  const name = bench.token;
  const [doc, locale] = [`/usr/share/doc/${name}`, "/usr/share/locale"];
  const paths = [
    `/usr/bin/${name}`,
    `${doc}/copyright`,
    `${doc}/changelog.gz`,
    `${doc}/examples/a.conf`,
    `${doc}/examples/deep/b.conf`,
    `${locale}/de/LC_MESSAGES/${name}.mo`,
    `${locale}/pt_BR/LC_MESSAGES/${name}.mo`,
    `/usr/share/man/man1/${name}.1.gz`,
    `/usr/share/man/man8/${name}.8.gz`,
  ];
  const sets: readonly (readonly Rule[])[] = [
    [exclude("/usr/share/doc/*"), exclude("/usr/share/man/*"), include("/usr/share/doc/*/copyright")],
    [
      include("/usr/share/doc/*/examples/*"),
      exclude("/usr/share/doc/*"),
      exclude("/usr/share/man/man?/*.1.gz"),
    ],
    [
      exclude(`${locale}/*`),
      include(`${locale}/??/*`),
      exclude("*.conf"),
      include(`${doc}/*/b.conf`),
      exclude(`${doc}/c*`),
    ],
  ];
  const unpacked: Unpacked[] = [];
  for (const rules of sets) unpacked.push({ rules, files: await unpack(bench, paths, rules) });
  return unpacked;
}

const exclude = (pattern: string): Rule => ({ action: "exclude", pattern });
const include = (pattern: string): Rule => ({ action: "include", pattern });

async function unpack(
  bench: Bench,
  paths: readonly string[],
  rules: readonly Rule[],
): Promise<ReadonlyMap<string, boolean>> {
  const script = `#!/bin/sh
set -e
xargs -I{} install -D /etc/debian_version /package{} < /paths
mkdir /package/DEBIAN
printf 'Package: %s\\nVersion: 1\\nArchitecture: all\\nMaintainer: nobody <nobody@example.invalid>\\nDescription: nine files\\n' "$1" > /package/DEBIAN/control
dpkg-deb --build /package /package.deb > /dev/null
rm -f /etc/dpkg/dpkg.cfg.d/*
cp /rules /etc/dpkg/dpkg.cfg.d/rules
dpkg --install /package.deb > /dev/null
`;
  const image = await bench.scene(
    `FROM debian:13-slim\nCOPY unpack.sh paths rules /\nRUN sh /unpack.sh ${bench.token}\n`,
    {
      "unpack.sh": script,
      paths: `${paths.join("\n")}\n`,
      rules: rules.map(({ action, pattern }) => `path-${action} ${pattern}\n`).join(""),
    },
  );
  const { files } = await bench.look(image);
  return new Map(paths.map((path) => [path, files.has(path)]));
}
// #endregion
