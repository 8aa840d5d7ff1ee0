/** One hint: a section of hints.md. */
export interface Hint {
  readonly id: string;
  readonly text: string;
}

/** Splits hints.md into its sections; a section begins with `## hint-id`. Pure. */
export function parseHints(markdown: string): Hint[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [id = "", ...lines] = section.split("\n");
      return { id: id.trim(), text: lines.join("\n").trim() };
    });
}

/** Ids of the hints that say something; an empty section is no hint. */
export function hintIds(markdown: string): string[] {
  return parseHints(markdown)
    .filter((hint) => hint.text !== "")
    .map((hint) => hint.id);
}
