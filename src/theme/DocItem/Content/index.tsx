import { useDoc } from "@docusaurus/plugin-content-docs/client";
import Heading from "@theme/Heading";
import MDXContent from "@theme/MDXContent";
import type { ReactNode } from "react";
import styles from "./styles.module.css";

/** A chapter: its number and title, what one can do afterwards and how long it takes, then the text. */
export default function DocItemContent({ children }: { children: ReactNode }): ReactNode {
  const { metadata, frontMatter } = useDoc();
  const { minutes, objectives } = frontMatter as { minutes?: number; objectives?: readonly string[] };
  const number = /^\d{2}(?=-)/.exec(metadata.id)?.[0];
  return (
    <div className="theme-doc-markdown markdown">
      <header className={styles.header}>
        {number !== undefined && (
          <p className={styles.kicker}>
            Chapter {number}
            {minutes !== undefined && ` · ${minutes} minutes with its lab`}
          </p>
        )}
        <Heading as="h1">{metadata.title}</Heading>
        {objectives !== undefined && (
          <div className={styles.objectives}>
            <p>Afterwards you can</p>
            <ul>
              {objectives.map((objective) => (
                <li key={objective}>{objective}</li>
              ))}
            </ul>
          </div>
        )}
      </header>
      <MDXContent>{children}</MDXContent>
    </div>
  );
}
