import { expect, test } from "vitest";
import { mustBeEmpty } from "./rules/finding.ts";
import { placeFindings, places } from "./rules/places.ts";
import { filesOf, read } from "./rules/tree.ts";
import { root } from "./tool.ts";

const mostLines = 300;

/** Files that may be longer, each with its reason. */
const exempt: Readonly<Record<string, string>> = {};

const lines = (file: string): number => read(file).trimEnd().split("\n").length;

test(`no source file is longer than ${mostLines} lines`, () => {
  const files = filesOf("**/*.{ts,tsx,js,mjs,css}").filter((file) => !(file in exempt));
  const long = files
    .filter((file) => lines(file) > mostLines)
    .map((file) => `${file}: ${lines(file)} lines; split it by job`);
  expect(long).toEqual([]);
});

test("every exemption from the length is still needed", () => {
  const present = new Set(filesOf("**/*.{ts,tsx,js,mjs,css}"));
  const idle = Object.keys(exempt).filter((file) => !present.has(file) || lines(file) <= mostLines);
  expect(idle, "delete these lines of `exempt`").toEqual([]);
});

const textFile =
  /(?:\.(?:tsx?|m?js|json|jsonc|ya?ml|mdx?|css|txt|sh|svg|html)|Dockerfile[\w.-]*|\.npmrc|run|ignore)$/;

test("no file names a registry's host, a mirror or a machine's path", () => {
  const refused = places(process.env["npm_config_registry"], root);
  const files = filesOf("**/*", ".*", ".ci/*", ".github/**/*").filter((file) => textFile.test(file));
  expect(files).toContain("package-lock.json");
  mustBeEmpty(files.flatMap((file) => placeFindings(file, read(file), refused)));
});

const refused = places("https://packages.corner.shop/npm/", "/srv/course");

test.each([
  [["registry", "npmjs", "org"].join("."), 1],
  ["curl https://packages.corner.shop/npm/esbuild", 1],
  [["http:/", "debian-mirror.corner.shop", "debian"].join("/"), 1],
  ["https://mirror.example/debian", 0],
  ["cd /srv/course", 1],
  ["cd /srv/coursework", 0],
  ["WORKDIR /work", 0],
  ["apt-get install docker.io", 0],
  ["FROM gcr.io/distroless/static-debian13", 0],
])("%j holds %i such places", (text, expected) => {
  expect(placeFindings("x", text, refused)).toHaveLength(expected);
});
