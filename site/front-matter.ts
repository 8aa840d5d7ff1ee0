import { globSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ParseFrontMatter } from "@docusaurus/types";
import { parse } from "yaml";
import * as z from "zod";
import { remembered } from "./remembered.ts";

const Lab = z.object({ id: z.string(), minutes: z.number() });
const labOf = remembered((text) => Lab.parse(parse(text)));

/**
 * Adds to a chapter's front matter the lab of its number, `lab: { id, minutes }`, as its `lab.yaml` has them, and its card,
 * which other sites show beside a link (`tests/site/cards.ts` makes it).
 */
export function withLabOf(siteDir: string): ParseFrontMatter {
  const labs = join(siteDir, "labs");
  const cards = new Set(globSync("*.png", { cwd: join(siteDir, "static/img/cards") }));
  return async (params) => {
    const parsed = await params.defaultParseFrontMatter(params);
    const number = /^\d{2}-/.exec(basename(params.filePath))?.[0];
    const folder = (await readdir(labs)).find((name) => number !== undefined && name.startsWith(number));
    if (folder === undefined) return parsed;
    const lab = labOf(await readFile(join(labs, folder, "lab.yaml"), "utf8"));
    const card = `${number?.slice(0, 2)}.png`;
    const image = cards.has(card) ? { image: `img/cards/${card}` } : {};
    return { ...parsed, frontMatter: { ...parsed.frontMatter, ...image, lab } };
  };
}
