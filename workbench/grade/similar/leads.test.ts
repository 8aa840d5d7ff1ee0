import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { PROJECT_DIR } from "../../project.ts";
import { leadsIn, type Comparable } from "./leads.ts";
import { tokensOf } from "./tokens.ts";

async function filesOf(...folder: string[]): Promise<Record<string, string>> {
  const dir = path.join(PROJECT_DIR, "labs", "03-scratch", ...folder);
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [path.relative(dir, file), await readFile(file, "utf8")] as const),
    ),
  );
}

const starter = await filesOf("starter");
const solution = await filesOf("solution");
const trap = { ...solution, ...(await filesOf("traps", "direct-needs-only")) };

/** As somebody does who hopes that nobody sees it. */
const disguised = Object.fromEntries(
  Object.entries(solution).map(([file, text]) => [
    file,
    text
      .replaceAll(/\bimage\b/g, "picture")
      .replaceAll(/\bpath\b/g, "where")
      .replaceAll("\n", "\n\n")
      .replace(/^/, file.endsWith(".ts") ? "// my very own work\n" : ""),
  ]),
);

const named = (all: Record<string, Comparable["files"]>): Comparable[] =>
  Object.entries(all).map(([student, files]) => ({ student, files }));

test("a copy is found, also with other names, comments and empty lines", () => {
  const [lead] = leadsIn(named({ ada: solution, ben: disguised, cyd: starter }), starter);
  expect(lead?.students).toEqual(["ada", "ben"]);
  expect(lead?.similarity).toBeGreaterThan(0.85);
});

test("two who handed in the starter have nothing in common that is theirs", () => {
  expect(leadsIn(named({ ada: starter, ben: starter, cyd: solution }), starter)).toEqual([]);
});

test("another way to the same end is no copy", () => {
  const other = { ...starter, "starts-on-scratch.ts": ANOTHER_WAY };
  expect(leadsIn(named({ ada: solution, ben: other }), starter)).toEqual([]);
});

test("the nearer of two comes first", () => {
  const leads = leadsIn(named({ ada: solution, ben: disguised, cyd: trap }), starter);
  expect(leads[0]?.students).toEqual(["ada", "ben"]);
});

test("what is compared", () => {
  expect(tokensOf("a.ts", "// no\nconst size = add(1, 'x');")).toEqual(
    "const name = name ( number , text ) ;".split(" "),
  );
  expect(tokensOf("Dockerfile", "# no\nCOPY --from=build \\\n  /App /app")).toEqual(
    "copy --from = build /app /app".split(" "),
  );
});

const ANOTHER_WAY = `
export default function verdict(input) {
  switch (true) {
    case input.size === 0:
      return { ok: false, reason: "empty" };
    case !input.loader:
      return { ok: true };
  }
  for (const wanted of input.wants) {
    let found = false;
    for (const folder of input.folders) found ||= folder.entries.some((entry) => entry.name === wanted);
    if (!found) return { ok: false, reason: wanted };
  }
  return { ok: true };
}
`;
