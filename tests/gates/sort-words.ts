import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./tool.ts";

/** Sorts the word list in place: `npm run format` calls this file. */
const file = join(root, "cspell.words.txt");
const words = new Set((await readFile(file, "utf8")).split("\n").filter((word) => word !== ""));
await writeFile(file, [...words].sort((a, b) => a.localeCompare(b, "en")).join("\n") + "\n");
