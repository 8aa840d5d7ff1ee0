import Link from "@docusaurus/Link";
import Layout from "@theme/Layout";
import type { ReactNode } from "react";
import onAlpine from "!!groundwork-observation!@site/recordings/05-alpine.json?key=not-found&page=src/pages/index.tsx";
import onDebian from "!!groundwork-observation!@site/recordings/05-alpine.json?key=biome-on-debian-slim&page=src/pages/index.tsx";
import CopyButton from "../components/CopyButton/index.tsx";
import Run from "../components/Run/index.tsx";
import styles from "./index.module.css";

/** One screen: what this is, for whom, how to start, and one thing worth staying for. */
export default function Home(): ReactNode {
  return (
    <Layout description="The hands-on workbook on Docker base images: read, predict, build and see.">
      <main className={styles.home}>
        <div className={styles.what}>
          <h1>Know what your image stands on.</h1>
          <p className={styles.lead}>
            A course on Docker base images that you can run. Guess what will happen, see what did, build it on
            your own machine.
          </p>
          <p>
            For everyone who writes <code>FROM</code> and would like to know what comes with it. You need
            Node, and Docker or a Linux machine; no account and no registry.
          </p>
          <dl className={styles.commands}>
            <Command text="npm start" says="sets everything up and opens the course" />
            <Command text="npm test" says="builds every lab for real and checks every claim" />
          </dl>
          <Link className={`gw-button ${styles.begin}`} to="/course">
            Read the course
          </Link>
        </div>
        <section className={styles.shown} aria-labelledby="one-file">
          <h2 id="one-file">One file, two bases. It is there, and it is not found.</h2>
          <div className={styles.pair}>
            <Run of={onDebian.of} recorded={onDebian} />
            <Run of={onAlpine.of} recorded={onAlpine} />
          </div>
          <p>
            Which file is missing, if not the one that is named?{" "}
            <Link to="/course/05-alpine-and-musl">Chapter 05 finds it.</Link>
          </p>
        </section>
      </main>
    </Layout>
  );
}

function Command({ text, says }: { text: string; says: string }): ReactNode {
  return (
    <div>
      <dt>
        <kbd>{text}</kbd>
        <CopyButton text={text} what={text} />
      </dt>
      <dd>{says}</dd>
    </div>
  );
}
