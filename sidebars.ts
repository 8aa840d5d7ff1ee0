import { readdirSync } from "node:fs";
import type { SidebarsConfig } from "@docusaurus/plugin-content-docs";

/** Chapters are files named by their number, so the course's order is the folder's. */
const chapters = readdirSync(new URL("./docs/", import.meta.url))
  .filter((file) => /^\d{2}-.*\.mdx$/.test(file))
  .sort()
  .map((file) => file.replace(/\.mdx$/, ""));

export default {
  course: ["index", ...chapters],
} satisfies SidebarsConfig;
