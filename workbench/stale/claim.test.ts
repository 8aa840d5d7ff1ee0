import { expect, test } from "vitest";
import type { ImageSummary } from "../engine/types.ts";
import type { BaseCandidate } from "../image/base/types.ts";
import { claimOf, isUnder } from "./claim.ts";

const NAME = "org.opencontainers.image.base.name";
const DIGEST = "org.opencontainers.image.base.digest";
const image = (layers: string[], labels: Record<string, string> = {}): ImageSummary => ({
  id: "sha256:app",
  tags: [],
  repoDigests: [],
  platform: "linux/amd64",
  created: "",
  labels,
  layers,
});
const candidate = (
  reference: string,
  layers: string[],
  rest: Partial<BaseCandidate> = {},
): BaseCandidate => ({
  reference,
  alsoKnownAs: [],
  kind: "engine",
  id: `sha256:${reference}`,
  layers,
  digests: [],
  labels: {},
  ...rest,
});

test.each<[string, ImageSummary, BaseCandidate[], string | undefined, unknown]>([
  ["nothing is known", image(["a"]), [candidate("b", ["x"])], undefined, null],
  [
    "by layers, the nearest",
    image(["a", "b", "c"]),
    [candidate("one", ["a"]), candidate("two", ["a", "b"])],
    undefined,
    { name: "two", knownBy: "layers", digestThen: null },
  ],
  [
    "by layers, the catalogue's name first",
    image(["a", "b"]),
    [candidate("x", ["a"]), candidate("debian:13", ["a"], { kind: "catalogue" })],
    undefined,
    { name: "debian:13", knownBy: "layers", digestThen: null },
  ],
  ["not itself", image(["a"]), [candidate("self", ["a"], { id: "sha256:app" })], undefined, null],
  [
    "by its label",
    image(["a"], { [NAME]: "team/base:1", [DIGEST]: "sha256:1" }),
    [],
    undefined,
    { name: "team/base:1", knownBy: "label", digestThen: "sha256:1" },
  ],
  [
    "a label that it inherited says what its base stands on",
    image(["a", "b"], { [NAME]: "debian:13" }),
    [candidate("team/base:1", ["a"], { labels: { [NAME]: "debian:13" } })],
    undefined,
    { name: "team/base:1", knownBy: "layers", digestThen: null },
  ],
  [
    "its own label, though the engine lists it too",
    image(["a"], { [NAME]: "team/base:1" }),
    [candidate("app", ["a"], { id: "sha256:app", labels: { [NAME]: "team/base:1" } })],
    undefined,
    { name: "team/base:1", knownBy: "label", digestThen: null },
  ],
  ["an empty label", image(["a"], { [NAME]: " " }), [], undefined, null],
  [
    "what was said",
    image(["a"], { [NAME]: "team/base:1", [DIGEST]: "sha256:1" }),
    [],
    "other:2",
    { name: "other:2", knownBy: "option", digestThen: null },
  ],
  [
    "what was said, and the label says too",
    image(["a"], { [NAME]: "team/base:1", [DIGEST]: "sha256:1" }),
    [],
    "team/base:1",
    { name: "team/base:1", knownBy: "option", digestThen: "sha256:1" },
  ],
])("%s", (_, app, candidates, named, claim) => {
  expect(claimOf(app, candidates, named)).toEqual(claim);
});

test("standing on something means that its layers come first", () => {
  expect(isUnder(["a", "b"], ["a", "b", "c"])).toBe(true);
  expect(isUnder(["b"], ["a", "b"])).toBe(false);
  expect(isUnder(["a", "b"], ["a"])).toBe(false);
  expect(isUnder([], ["a"])).toBe(false);
});
