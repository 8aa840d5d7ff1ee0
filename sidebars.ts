import { readdirSync } from "node:fs";
import type { SidebarsConfig } from "@docusaurus/plugin-content-docs";

const pagesOf = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(".mdx"))
    .map((file) => file.replace(/\.mdx$/, ""))
    .sort();

/** Chapters are files named by their number, so the course's order is the folder's. */
const chapters = pagesOf("./docs/").filter((id) => /^\d{2}-/.test(id));
const pagesIn = (folder: string): string[] => pagesOf(`./docs/${folder}/`).map((id) => `${folder}/${id}`);

/** Instructors read in the order in which things happen; a page without a place here comes last. */
const happens = ["course-day", "assignments", "grading", "more-machines", "threats", "privacy"].reverse();
const placeOf = (id: string): number => happens.indexOf(id.replace("instructors/", ""));
const instructors = pagesIn("instructors").sort((one, other) => placeOf(other) - placeOf(one));

export default {
  course: [
    "index",
    // Styled by shell.css, which counts them: the number is no part of the title.
    ...chapters.map((id) => ({ type: "doc" as const, id, className: "gw-chapter" })),
    { type: "category", label: "Reference", collapsible: false, items: pagesIn("reference") },
    { type: "category", label: "For instructors", collapsible: false, items: instructors },
  ],
} satisfies SidebarsConfig;
