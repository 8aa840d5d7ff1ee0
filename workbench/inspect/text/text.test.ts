import { expect, test } from "vitest";
import { comparisonOf } from "../compare/compare.ts";
import { FIXTURES, inspected } from "../images.fixture.ts";
import { comparisonText } from "./compared.ts";
import { inspectionText } from "./page.ts";
import { plainStyle } from "./style.ts";

test.each(FIXTURES)("%s as a person reads it", async (name) => {
  const { report } = await inspected(name);
  await expect(`${inspectionText(report, plainStyle())}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});

test("with every path, and the question of one file", async () => {
  const { report } = await inspected("app.tar", true, "/usr/bin/bash");
  await expect(`${inspectionText(report, plainStyle())}\n`).toMatchFileSnapshot("golden/app.tar-file.txt");
});

test.each([
  ["side by side", 100, "compared"],
  ["one under the other where there is no room", 50, "compared-narrow"],
])("three images %s", async (_, width, file) => {
  const comparison = comparisonOf(
    await Promise.all(["alpine.tar", "debian.tar", "app.tar"].map((each) => inspected(each))),
  );
  await expect(`${comparisonText(comparison, plainStyle(width))}\n`).toMatchFileSnapshot(
    `golden/${file}.txt`,
  );
});

test.each([40, 60, 80, 110])("no line of ours is wider than %i columns", async (width) => {
  for (const name of FIXTURES) {
    const { report } = await inspected(name, true);
    const body = inspectionText(report, plainStyle(width)).split("\n").slice(2);
    expect(body.filter((line) => [...line].length > width)).toEqual([]);
  }
});

test("nothing from an image reaches the terminal as it was", async () => {
  const { report } = await inspected("hostile.tar", true);
  expect(inspectionText(report, plainStyle())).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});
