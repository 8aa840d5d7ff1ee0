import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { plainStyle } from "../../inspect/text/style.ts";
import { diagnose } from "./checks.ts";
import { MACHINES } from "./machines.fixture.ts";
import { doctorReport, doctorText } from "./text.ts";
import { doctorReportSchema } from "./types.ts";

const who = {
  state: "/home/ada/groundwork/.groundwork",
  checkout: "/home/ada/groundwork",
  home: "/home/ada",
  user: "ada",
  hostname: "adas-laptop",
};

function page(name: string, width: number): string {
  const seen = MACHINES[name]!;
  return doctorText(doctorReport(seen, diagnose(seen), who), seen.fault, plainStyle(width));
}

test.each(Object.keys(MACHINES))("the page of %s", async (name) => {
  await expect(`${page(name, 80)}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});

test("on 40 columns", async () => {
  await expect(`${page("desktop-after-sleep", 40)}\n`).toMatchFileSnapshot("golden/narrow.txt");
});

test.each(Object.keys(MACHINES).flatMap((name) => [40, 60, 80].map((width) => [name, width] as const)))(
  "%s: nothing is wider than %i columns but a word that is",
  (name, width) => {
    for (const line of page(name, width).split("\n")) {
      const fits = stringWidth(line) <= width || !line.trim().includes(" ");
      expect(fits, stripVTControlCharacters(line)).toBe(true);
    }
  },
);

test.each(Object.entries(MACHINES))("the report of %s keeps to its schema and names nobody", (_, seen) => {
  const report = doctorReportSchema.parse(doctorReport(seen, diagnose(seen), who));
  expect(report.block).not.toMatch(/\/home\/ada|\bada\b/);
  expect(report.labsCanRun || report.todo.length > 0).toBe(true);
});
