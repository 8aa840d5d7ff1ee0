/** How a row is meant; every view also shows a sign or a word for it, never a colour alone. */
export type Tone = "good" | "bad" | "warn";

/** One line of a report: what it is about, and what is to be said. */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly tone?: Tone;
  /** Further lines below the value. */
  readonly more?: readonly string[];
}

/** One part of a report, as the terminal and the page both show it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** A sentence for whoever sees this for the first time; empty where the title says it all. */
  readonly lead: string;
  readonly rows: readonly Row[];
}

/** `1 layer`, `2 layers`, `1,234 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** The first names of a list, and how many more there are; `none` for an empty one. */
export function listed(names: readonly string[], most = 6): string {
  if (names.length === 0) return "none";
  const left = names.length - most;
  return left > 0 ? `${names.slice(0, most).join(", ")} and ${left} more` : names.join(", ");
}

/** A command as a shell would want it typed, so that an argument with a space is seen to be one. */
export function commandLine(parts: readonly string[]): string {
  return parts
    .map((part) => (/^[\w@%+=:,./-]+$/.test(part) ? part : `'${part.replaceAll("'", `'\\''`)}'`))
    .join(" ");
}
