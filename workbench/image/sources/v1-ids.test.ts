import { expect, test } from "vitest";
import { V1Ids } from "./v1-ids.ts";

// As engine 20.10.24 saved an image of five layers: diff ids as it inspects them, folders as they stood in the stream.
const DIFF_IDS = [
  "sha256:758bd00a6ad3499d37b818c6b114faf0d185d2b2ad31158836afbfb85135d580",
  "sha256:18d3e8d2cde61aeff4f2f626d93c97cbe83ab6fe636a1f858b146a6d5f494e7e",
  "sha256:a7cd4a3d74b1258bb6db71c9a62825bebaac1d46113b82785e01f3dec9856af6",
  "sha256:6672a45febb2e85b330b65c1d51f4e5b645641f5faed7e8a8f0576b8f045edfa",
  "sha256:d743c8fb86345ddd0f1d7751068bca0f4a3211f46301b7367a9d864dd8a04ea3",
];
const FOLDERS = [
  "e34b4aee18a71cfa8045153e839ddaa3b7f52f3092d224245c109c83202670db",
  "3a31c621aba9f39287feb5f4ac9429f807f1c241d4e00834e151e4980c76d12f",
  "f12b8f68398a6a667c198af6639539d7b5c078703eb8322a75452a89d50f8a98",
  "c90dcd093ddddd5c446ccafb7e63aaec1c337b79d165ca887aa5ee27f701ee8b",
];
const TOP = "835824a117accbafee920ca2b3f183c841c229fb3b40fd4683a0406546dee6c4";
const ids = new V1Ids(DIFF_IDS);

test("the folders below the top are known by their names", () => {
  expect(FOLDERS.map((folder) => ids.diffIdOf(folder, null))).toEqual(DIFF_IDS.slice(0, -1));
});

test.for([
  ["the top, by its parent", JSON.stringify({ id: TOP, parent: FOLDERS[3] }), DIFF_IDS[4]],
  ["a folder whose parent is another layer", JSON.stringify({ parent: FOLDERS[0] }), null],
  ["a folder without a parent", "{}", null],
  ["a folder that has not said anything yet", null, null],
  ["a damaged one", "{", null],
] as const)("%s", ([, json, diffId]) => {
  expect(ids.diffIdOf(TOP, json)).toBe(diffId);
});

test("the only layer of an image has no parent; without layers nothing is known", () => {
  expect(new V1Ids(DIFF_IDS.slice(0, 1)).diffIdOf(TOP, "{}")).toBe(DIFF_IDS[0]);
  expect(new V1Ids([]).diffIdOf(TOP, "{}")).toBeNull();
});
