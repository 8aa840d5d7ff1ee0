import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepUsedCss, removeOldCss, withSheets } from "./used-css.ts";

const css = `
.seen { color: red }
.unseen { color: red }
.opened_Ab12 { color: red }
[data-theme="dark"] .seen:hover { color: blue }
.seen:not(.unseen) { color: green }
`;

test("what pages and scripts name stays, the rest goes, and the sheet's name follows its content", async () => {
  const outDir = await mkdtemp(join(tmpdir(), "groundwork-css-"));
  try {
    for (const folder of ["assets/css", "assets/js"]) await mkdir(join(outDir, folder), { recursive: true });
    await writeFile(join(outDir, "assets/css/styles.00000000.css"), css);
    await writeFile(join(outDir, "index.html"), "<p class=seen>");
    await writeFile(join(outDir, "assets/js/1.js"), 'open("opened_Ab12")');
    const renamed = await keepUsedCss(outDir);
    await removeOldCss(outDir, renamed);
    const [sheet = ""] = await readdir(join(outDir, "assets/css"));
    const kept = await readFile(join(outDir, "assets/css", sheet), "utf8");
    expect(kept).toMatch(/^\.seen\b/);
    expect(kept).toContain(".opened_Ab12");
    expect(kept).toContain("[data-theme=dark] .seen:hover");
    expect(kept).not.toContain(".unseen{");
    expect(sheet).toMatch(/^styles\.[0-9a-f]{8}\.css$/);
    expect(sheet).not.toContain("00000000");
    expect(withSheets("<link href=/assets/css/styles.00000000.css>", renamed)).toBe(
      `<link href=/assets/css/${sheet}>`,
    );
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
});
