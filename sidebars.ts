import { readdirSync } from "node:fs";
import type { SidebarsConfig } from "@docusaurus/plugin-content-docs";

const pagesOf = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(".mdx"))
    .map((file) => file.replace(/\.mdx$/, ""))
    .sort();

/** Chapters are files named by their number, so the course's order is the folder's. */
const chapters = pagesOf("./docs/").filter((id) => /^\d{2}-/.test(id));
const reference = pagesOf("./docs/reference/").map((id) => `reference/${id}`);

export default {
  course: ["index", ...chapters, { type: "category", label: "Reference", items: reference }],
} satisfies SidebarsConfig;
