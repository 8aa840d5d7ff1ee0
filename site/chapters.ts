import { parse } from "yaml";
// Docusaurus loads this file through jiti, which does not find the export `z` of zod.
import * as z from "zod";

/** What the course map tells of a chapter. */
export interface Chapter {
  /** Of its page: `03-from-scratch`. */
  readonly id: string;
  readonly minutes: number;
  /** Ids of its predictions, in order. */
  readonly predictions: readonly string[];
}

const frontSchema = z.object({ minutes: z.number().int().positive() });

/**
 * Reads a chapter's page. Throws ZodError where its front matter has no minutes.
 * @param name of its file
 */
export function chapterOf(name: string, text: string): Chapter {
  const front = /^---\n(.*?)\n---\n/s.exec(text)?.[1] ?? "";
  const predictions = [...text.matchAll(/<Predict(?:Size)?\s+id="([^"]+)"/g)].map(([, id = ""]) => id);
  return { id: name.replace(/\.mdx$/, ""), minutes: frontSchema.parse(parse(front)).minutes, predictions };
}
