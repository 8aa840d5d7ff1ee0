import { posix } from "node:path";
import type { Comparison } from "../compare/schema.ts";
import { formatBytes } from "../../image/describe.ts";
import { counted, listed } from "./section.ts";
import type { Row, Section, Tone } from "./section.ts";

const MOST_NAMES = 24;
const MOST_ROWS = 20;

/** The names of the compared images, as they were typed. */
export function namesOf({ images }: Comparison): readonly string[] {
  return images.map(({ target }) => target.given);
}

/** All that is said of the images below the table that puts them side by side. */
export function comparedSections(comparison: Comparison): readonly Section[] {
  return [
    movesSection(comparison),
    startsSection(comparison),
    onlySection(comparison),
    movedSection(comparison),
    versionsSection(comparison),
    sharedSection(comparison),
  ];
}

const TONES: Readonly<Record<Comparison["moves"][number]["verdict"], Tone>> = {
  fits: "good",
  mind: "warn",
  "does not fit": "bad",
};

function movesSection(comparison: Comparison): Section {
  const names = namesOf(comparison);
  return {
    id: "moves",
    title: "Can a program move?",
    lead: "From the first image to the second, as a dynamic program sees it: by libc and its loader.",
    rows: comparison.moves.map(({ from, to, verdict, why }) => ({
      label: `${names[from]} → ${names[to]}`,
      value: why,
      tone: TONES[verdict],
    })),
  };
}

const OUTCOMES: Readonly<Record<Comparison["starts"][number]["prediction"]["outcome"], Tone>> = {
  starts: "good",
  depends: "warn",
  fails: "bad",
};

function startsSection(comparison: Comparison): Section {
  const names = namesOf(comparison);
  return {
    id: "starts",
    title: "Does each one's own program start there?",
    lead: "As if that one file were copied over: `COPY --from` of the program and of nothing else.",
    rows: comparison.starts.map(({ program, from, to, prediction }) => ({
      label: `${names[from]} → ${names[to]}`,
      value: prediction.reason.includes(program) ? prediction.reason : `${program}: ${prediction.reason}`,
      tone: OUTCOMES[prediction.outcome],
    })),
  };
}

function onlySection(comparison: Comparison): Section {
  const { commands, packages } = comparison;
  const rows = namesOf(comparison).map((name, index): Row => {
    const [command, ...more] = [
      onlyText(commands.only[index] ?? [], "command"),
      onlyText(packages.only[index] ?? [], "package"),
    ];
    return { label: name, value: command, more };
  });
  const lead = `What none of the others has. ${counted(commands.everywhere, "command")} can be called by name in all of them.`;
  return { id: "only", title: "Only here", lead, rows };
}

function onlyText(names: readonly string[], what: string): string {
  return names.length === 0 ? `no ${what}` : `${counted(names.length, what)}: ${listed(names, MOST_NAMES)}`;
}

function movedSection(comparison: Comparison): Section {
  const names = namesOf(comparison);
  const byFolders = Map.groupBy(comparison.commands.moved, ({ paths }) =>
    paths
      .flatMap((path, index) => (path === null ? [] : `${posix.dirname(path)} (${names[index]})`))
      .join(" · "),
  );
  const groups = [...byFolders].toSorted(([, a], [, b]) => b.length - a.length);
  const rows = groups.slice(0, MOST_ROWS).map(([folders, commands]) => ({
    label: counted(commands.length, "command"),
    value: folders,
    more: [
      listed(
        commands.map(({ name }) => name),
        MOST_NAMES,
      ),
    ],
  }));
  const lead =
    "Same command, other folder: what calls it by its whole path in one image finds nothing in another.";
  return cut("moved", "Moved", lead, rows, groups.length);
}

function versionsSection(comparison: Comparison): Section {
  const { differ, same } = comparison.packages;
  const names = namesOf(comparison);
  const rows = differ.slice(0, MOST_ROWS).map(({ name, versions, newest }) => ({
    label: name,
    value: versions
      .flatMap((version, index) =>
        version === null ? [] : `${version} (${names[index]}${newest.includes(index) ? ", newest" : ""})`,
      )
      .join(" · "),
  }));
  const lead = `The same package in different versions. Everywhere the same: ${counted(same, "package")}.`;
  return cut("versions", "Newer and older", lead, rows, differ.length);
}

function sharedSection(comparison: Comparison): Section {
  const names = namesOf(comparison);
  const rows = comparison.sharedLayers.map(({ digest, unpackedBytes, images }) => ({
    label: digest.slice("sha256:".length, "sha256:".length + 12),
    value: `${formatBytes(unpackedBytes)} unpacked, in ${images.map((index) => names[index]).join(", ")}`,
  }));
  const lead = "A layer that several have is stored once and sent once.";
  return cut("shared", "Layers in common", lead, rows, rows.length);
}

function cut(id: string, title: string, lead: string, rows: readonly Row[], all: number): Section {
  const none: Row = { label: "none", value: "" };
  const rest: Row = { label: "…", value: `and ${all - rows.length} more: --json lists all` };
  return { id, title, lead, rows: all === 0 ? [none] : all > rows.length ? [...rows, rest] : rows };
}
