import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import { course } from "../../../course.ts";
import styles from "./styles.module.css";

/** The page for an address that leads nowhere; it says so in the course's own terms, and where to go. */
export default function NotFoundContent(): ReactNode {
  return (
    <main className={styles.missing}>
      <h1>No such page</h1>
      <p className={styles.text}>
        <samp>exec /this-page: no such file or directory</samp>
      </p>
      <p>
        Unlike that message, we mean what we say: nothing is at this address. Search above, or start again
        from <Link to="/course">the course</Link>, which has {course.length} chapters planned and shows which
        of them can be read.
      </p>
      <p>
        If a link on one of our pages led here, that is a defect: the build is meant to refuse such links.
      </p>
    </main>
  );
}
