import { styleText } from "node:util";
import type { Family } from "../../families.ts";
import type { Tone } from "../words/section.ts";

type Look = Parameters<typeof styleText>[0];

/** How a report is to be printed: how wide, and with which colours. */
export interface Style {
  /** Columns that a line may take. */
  readonly width: number;
  readonly paint: (role: Tone | Family | "title" | "quiet", text: string) => string;
}

const LOOKS: Readonly<Record<Parameters<Style["paint"]>[0], Look>> = {
  good: "green",
  bad: "red",
  warn: "yellow",
  title: "bold",
  quiet: "dim",
  // The families' own hues, as near as sixteen colours come.
  scratch: "gray",
  glibc: "blue",
  musl: "yellow",
  distroless: "green",
};

const WIDEST = 110;
const NARROWEST = 40;

/** Text as it is: for files, pipes, and tests. */
export function plainStyle(width = 100): Style {
  return { width, paint: (_, text) => text };
}

/** The style that a stream bears: colours where it is a terminal and NO_COLOR is not set, lines as wide as it is. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const width = Math.min(WIDEST, Math.max(NARROWEST, stream.columns ?? 100));
  return { width, paint: (role, text) => styleText(LOOKS[role], text, { stream, validateStream: true }) };
}
