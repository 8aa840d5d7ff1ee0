import Link from "@docusaurus/Link";
import useBaseUrl from "@docusaurus/useBaseUrl";
import { useDocsVersion } from "@docusaurus/plugin-content-docs/client";
import type { ReactNode } from "react";
import { course } from "../../course.ts";
import styles from "./styles.module.css";

/** All chapters, deepest last, with a link to those that can be read. */
export default function CourseMap(): ReactNode {
  const { docs } = useDocsVersion();
  const root = useBaseUrl("/course/");
  return (
    <ol className={styles.map}>
      {course.map(({ number, title, asks }) => {
        const id = Object.keys(docs).find((candidate) => candidate.startsWith(`${number}-`));
        return (
          <li key={number} data-ready={id !== undefined}>
            <span className={styles.number} aria-hidden="true">
              {number}
            </span>
            <span>
              <strong>{id === undefined ? title : <Link to={`${root}${id}/`}>{title}</Link>}</strong>
              {id === undefined && <em>coming</em>}
              <span className={styles.asks}>{asks}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
