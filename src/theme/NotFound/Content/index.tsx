import Link from "@docusaurus/Link";
import Translate from "@docusaurus/Translate";
import { useAllDocsData } from "@docusaurus/plugin-content-docs/client";
import { useLocation } from "@docusaurus/router";
import useBaseUrl from "@docusaurus/useBaseUrl";
import type { ReactNode } from "react";
import { course } from "../../../course.ts";
import { nearestPages } from "../../../lib/nearest-pages.ts";
import { useInteractive } from "../../../lib/useInteractive.ts";
import styles from "./styles.module.css";

/** The page for an address that leads nowhere; it says so in the course's own terms, and where to go. */
export default function NotFoundContent(): ReactNode {
  return (
    <main className={styles.missing}>
      <h1>
        <Translate id="groundwork.missing.title">No such page</Translate>
      </h1>
      <p className={styles.text}>
        <samp>exec /this-page: no such file or directory</samp>
      </p>
      <Nearest />
      <p>
        <Translate
          id="groundwork.missing.onwards"
          values={{
            course: (
              <Link to="/course">
                <Translate id="groundwork.missing.course">the course</Translate>
              </Link>
            ),
          }}
        >
          {
            "Unlike that message, we mean what we say: nothing is at this address. Search above, or start again from {course}."
          }
        </Translate>
      </p>
      <p>
        <Translate id="groundwork.missing.defect">
          If a link on one of our pages led here, that is a defect: the build is meant to refuse such links.
        </Translate>
      </p>
    </main>
  );
}

/** Pages whose addresses are like the wrong one. The built page knows no address: it stands for all wrong ones. */
function Nearest(): ReactNode {
  const { pathname } = useLocation();
  const base = useBaseUrl("/");
  const docs = Object.values(useAllDocsData()).flatMap(({ versions }) =>
    versions.flatMap((each) => each.docs),
  );
  if (!useInteractive()) return null;
  const near = nearestPages(
    pathname,
    docs.map(({ path }) => path),
    base,
  );
  if (near.length === 0) return null;
  return (
    <>
      <p className={styles.nearest}>
        <Translate id="groundwork.missing.nearest">Did you mean one of these?</Translate>
      </p>
      <ul>
        {near.map((path) => (
          <li key={path}>
            <Link to={path}>{titleOf(path)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A chapter by its number and title; any other page by the words of its address. */
function titleOf(path: string): string {
  const name = path.split("/").filter(Boolean).at(-1) ?? "";
  const chapter = course.find(({ number }) => name.startsWith(`${number}-`));
  return chapter ? `${chapter.number} ${chapter.title}` : name.replaceAll("-", " ");
}
