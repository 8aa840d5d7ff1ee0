import Link from "@docusaurus/Link";
import Translate, { translate } from "@docusaurus/Translate";
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
          <h1>
            <Translate id="groundwork.home.title">Know what your image stands on.</Translate>
          </h1>
          <p className={styles.lead}>
            <Translate id="groundwork.home.lead">
              A course on Docker base images that you can run. Guess what will happen, see what did, build it
              on your own machine.
            </Translate>
          </p>
          <p>
            <Link className={`gw-button ${styles.begin}`} to="/course">
              <Translate id="groundwork.home.begin">Read the course</Translate>
            </Link>
          </p>
          <p>
            <Translate id="groundwork.home.whom" values={{ from: <code>FROM</code> }}>
              {
                "For everyone who writes {from} and would like to know what comes with it. You need Node, and Docker or a Linux machine; no account and no registry."
              }
            </Translate>
          </p>
          <dl className={styles.commands}>
            <Command
              text="npm start"
              says={translate({
                id: "groundwork.home.start",
                message: "sets everything up and opens the course",
              })}
            />
            <Command
              text="npm test"
              says={translate({
                id: "groundwork.home.test",
                message: "builds every lab for real and checks every claim",
              })}
            />
          </dl>
        </div>
        <section className={styles.shown} aria-labelledby="one-file">
          <h2 id="one-file">
            <Translate id="groundwork.home.shown">
              One file, two bases. It is there, and it is not found.
            </Translate>
          </h2>
          <div className={styles.pair}>
            <Run of={onDebian.of} recorded={onDebian} />
            <Run of={onAlpine.of} recorded={onAlpine} />
          </div>
          <p>
            <Translate id="groundwork.home.question">
              Which file is missing, if not the one that is named?
            </Translate>{" "}
            <Link to="/course/05-alpine-and-musl">
              <Translate id="groundwork.home.answer">Chapter 05 finds it.</Translate>
            </Link>
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
