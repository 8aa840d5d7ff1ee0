import { expect, test } from "vitest";
import { madeImage, type Made } from "../../image/start/start.fixture.ts";
import type { Carried } from "./carried.ts";
import { meet } from "./meet.ts";

const tree = (entries: Readonly<Record<string, Made>>) => madeImage(entries).files;

const carried = (over: { readonly paths: readonly string[] } & Partial<Omit<Carried, "paths">>): Carried => ({
  basis: "layers",
  verdict: {
    reference: null,
    kind: "shared",
    certainty: "guess",
    why: ["x"],
    isItself: false,
    baseLayers: 1,
    added: null,
  },
  changed: new Set(),
  startPaths: [],
  deleted: [],
  notes: [],
  ...over,
  paths: new Set(over.paths),
});

const MERGED = {
  "/bin": { link: "usr/bin" },
  "/lib": { link: "usr/lib" },
  "/usr/bin/sh": "x",
  "/usr/lib/a": "x",
};
const APART = { "/bin/sh": "x", "/lib/a": "x", "/usr/bin/env": "x", "/usr/lib/b": "x" };

const short = ({ entries }: ReturnType<typeof meet>) =>
  entries.map(({ path, type, target, mode }) => [path, type === "symlink" ? target : mode.toString(8)]);

test("a program put through a link of its base is found by that path where the base has no such link", () => {
  const image = tree({ ...MERGED, "/usr/bin/app": "x" });
  const own = carried({ paths: ["/usr/bin/app"], startPaths: ["/bin/app"] });
  expect(short(meet(image, own, tree(APART)))).toEqual([["bin/app", "/usr/bin/app"]]);
  expect(short(meet(image, own, tree(MERGED)))).toEqual([]);
  expect(short(meet(image, own, tree({})))).toEqual([["bin/app", "/usr/bin/app"]]);
});

test("a link that is carried never takes the place of a folder of the base; what it led to gets links of its own", () => {
  const image = tree({ "/lib": { link: "usr/lib" }, "/usr/lib/ld.so": "x" });
  const own = carried({ paths: ["/lib", "/usr/lib/ld.so"], startPaths: ["/lib/ld.so"] });
  expect(short(meet(image, own, tree(APART)))).toEqual([["lib/ld.so", "/usr/lib/ld.so"]]);
  expect(short(meet(image, own, tree({})))).toEqual([["lib", "usr/lib"]]);
  expect(short(meet(image, own, tree(MERGED)))).toEqual([]);
});

test("a folder of an image without merged /usr goes through the base's link, and a relative link still leads there", () => {
  const image = tree({ ...APART, "/lib/mine/x": "x", "/lib/here": { link: "../opt/y" }, "/opt/y": "x" });
  const own = carried({ paths: ["/lib/mine", "/lib/mine/x", "/lib/here", "/opt", "/opt/y"] });
  expect(short(meet(image, own, tree(MERGED)))).toEqual([
    ["usr/lib/mine", "755"],
    ["opt", "755"],
    ["usr/lib/here", "/opt/y"],
  ]);
});

test("a folder that the base has stays as it is, unless the image gave its own base's another mode", () => {
  const image = tree({ "/srv": { folder: true, mode: 0o700 }, "/tmp": { folder: true, mode: 0o777 } });
  const base = tree({ "/srv": { folder: true }, "/tmp": { folder: true } });
  const own = carried({ paths: ["/srv", "/tmp"], changed: new Set(["/srv"]) });
  expect(short(meet(image, own, base))).toEqual([["srv", "700"]]);
});

test("tells what of the base is replaced, and what a deletion would have met", () => {
  const image = tree({ "/etc/passwd": "mine", "/etc/new": "x" });
  const own = carried({ paths: ["/etc/passwd", "/etc/new"], deleted: ["/etc/motd", "/etc/absent"] });
  expect(meet(image, own, tree({ "/etc/passwd": "its", "/etc/motd": "x" })).notes).toEqual([
    "It takes the place of this base's own /etc/passwd.",
    "The image deletes /etc/motd; this base has it too, and keeps it.",
  ]);
});
