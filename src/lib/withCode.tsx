import type { ReactNode } from "react";

/** A plain sentence with names in backticks, for the page; nothing else of Markdown is in it. */
export function withCode(sentence: string): ReactNode[] {
  return sentence
    .split("`")
    .map((part, index) => (index % 2 === 1 ? <code key={`${index} ${part}`}>{part}</code> : part));
}
