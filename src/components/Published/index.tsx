import type { ReactNode } from "react";
import type { PublishedSize } from "../../../site/published.ts";
import { formatBytes } from "../../lib/bytes.ts";
import styles from "./styles.module.css";

export interface PublishedProps {
  /** Id in the catalogue of bases, `ubuntu`. */
  readonly base: string;
  readonly measure: PublishedSize["measure"];
  /** Part of the source's name, where several have measured the same. Default: the first. */
  readonly source?: string;
  /** What the page compiler adds: everything that others have published about this base. */
  readonly published?: readonly PublishedSize[];
}

/** A size that only others have measured, in a sentence: never without its source and its date. */
export default function Published({ base, measure, source = "", published }: PublishedProps): ReactNode {
  if (published === undefined) throw new Error(`<Published base="${base}"> may only stand in an .mdx page`);
  const size = published.find((each) => each.measure === measure && each.source.includes(source));
  if (size === undefined) {
    const there = published.map((each) => each.measure).join(", ") || "none";
    throw new Error(`<Published base="${base}" measure="${measure}">: not published; there is: ${there}`);
  }
  return (
    <span className={styles.published}>
      <data value={size.bytes}>{formatBytes(size.bytes).replace(" ", "\u00a0")}</data>
      {`\u00a0${measure} `}
      <span className={styles.source}>
        (published: {size.source}, <time dateTime={size.date}>{size.date}</time>)
      </span>
    </span>
  );
}
