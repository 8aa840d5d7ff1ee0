import type { Inspected } from "../judge.ts";
import { commandsOf } from "./commands.ts";
import { compareDebianVersions } from "./debian-version.ts";
import { isMoved } from "./moved.ts";
import { groundOf, moveBetween } from "./moves.ts";
import type { Comparison } from "./schema.ts";
import { sideBySide } from "./sets.ts";
import { programOf, startElsewhere } from "./starts.ts";

/** Puts images side by side: what only one has, what lies elsewhere, and whether their programs can change places. Pure. */
export function comparisonOf(inspected: readonly Inspected[]): Comparison {
  const images = inspected.map(({ image }) => image);
  const commands = sideBySide(images.map(commandsOf));
  return {
    schema: "groundwork.compare/1",
    images: inspected.map(({ report }) => report),
    sharedLayers: sharedLayers(inspected),
    commands: {
      everywhere: commands.everywhere.length,
      only: commands.only.map((names) => [...names]),
      moved: commands.differ
        .filter(({ values }) => isMoved(images, values))
        .map(({ name, values }) => ({ name, paths: [...values] })),
    },
    packages: packagesOf(inspected),
    moves: pairs(inspected).map(({ from, to, a, b }) => ({
      from,
      to,
      ...moveBetween(groundOf(a.image), groundOf(b.image)),
    })),
    starts: pairs(inspected).flatMap(({ from, to, a, b }) => {
      const program = programOf(a.report.start);
      if (program === null) return [];
      return [{ program, from, to, prediction: startElsewhere(program, a.image, b.image) }];
    }),
  };
}

function packagesOf(all: readonly Inspected[]): Comparison["packages"] {
  const found = all.map(({ report }) => report.notes.packages);
  const { same, only, differ } = sideBySide(
    found.map((packages) => new Map(packages.map(({ name, version }) => [name, version]))),
  );
  // How versions are ordered is a format's own affair, and only dpkg's order is known here.
  const areDebian = found.every((packages) => packages.every(({ format }) => format.startsWith("dpkg")));
  return {
    same,
    only: only.map((names) => [...names]),
    differ: differ.map(({ name, values }) => ({
      name,
      versions: [...values],
      newest: areDebian ? newestOf(values) : [],
    })),
  };
}

function newestOf(versions: readonly (string | null)[]): number[] {
  const there = versions.filter((version) => version !== null);
  return versions.flatMap((version, index) =>
    version !== null && there.every((other) => compareDebianVersions(version, other) >= 0) ? [index] : [],
  );
}

/** Every image with every other one, both ways round. */
function pairs(all: readonly Inspected[]) {
  return all.flatMap((a, from) => all.flatMap((b, to) => (from === to ? [] : [{ from, to, a, b }])));
}

function sharedLayers(all: readonly Inspected[]): Comparison["sharedLayers"] {
  const found = new Map<string, Comparison["sharedLayers"][number]>();
  for (const [index, { report }] of all.entries()) {
    for (const { digest, unpackedBytes } of report.layers) {
      const known = found.get(digest) ?? { digest, unpackedBytes, images: [] };
      if (known.images.at(-1) !== index) known.images.push(index);
      found.set(digest, known);
    }
  }
  return [...found.values()].filter(({ images }) => images.length > 1);
}
