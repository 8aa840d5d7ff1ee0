import Translate from "@docusaurus/Translate";
import { useDoc } from "@docusaurus/plugin-content-docs/client";
import Heading from "@theme/Heading";
import MDXContent from "@theme/MDXContent";
import type { ReactNode } from "react";
import PrintChoice from "../../../components/PrintChoice/index.tsx";
import styles from "./styles.module.css";

interface ChapterMatter {
  /** Of reading. */
  readonly minutes?: number;
  readonly objectives?: readonly string[];
  /** Added from the lab's own manifest while the site is built. */
  readonly lab?: { readonly id: string; readonly minutes: number };
}

/** A chapter: its number and title, what one can do afterwards and how long it takes, then the text. */
export default function DocItemContent({ children }: { children: ReactNode }): ReactNode {
  const { metadata, frontMatter } = useDoc();
  const { minutes, objectives, lab } = frontMatter as ChapterMatter;
  const number = /^\d{2}(?=-)/.exec(metadata.id)?.[0];
  return (
    <div className="theme-doc-markdown markdown">
      <header className={styles.header}>
        {number !== undefined && (
          <p className={styles.kicker}>
            <span>
              <Translate id="groundwork.chapter.number" values={{ number }}>
                {"Chapter {number}"}
              </Translate>
            </span>
            {minutes !== undefined && (
              <span>
                <Translate id="groundwork.chapter.minutes" values={{ minutes }}>
                  {"{minutes} minutes to read"}
                </Translate>
              </span>
            )}
            {lab !== undefined && (
              <a href="#lab">
                <Translate id="groundwork.chapter.lab" values={{ minutes: lab.minutes }}>
                  {"Run its lab: {minutes} minutes"}
                </Translate>
              </a>
            )}
          </p>
        )}
        <Heading as="h1">{metadata.title}</Heading>
        {objectives !== undefined && (
          <div className={styles.objectives}>
            <p>
              <Translate id="groundwork.chapter.objectives">Afterwards you can</Translate>
            </p>
            <ul>
              {objectives.map((objective) => (
                <li key={objective}>{objective}</li>
              ))}
            </ul>
          </div>
        )}
      </header>
      <MDXContent>{children}</MDXContent>
      <PrintChoice />
    </div>
  );
}
