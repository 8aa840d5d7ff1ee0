import Layout from "@theme/Layout";
import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import CarryGuesses from "../../components/CarryGuesses/index.tsx";
import { describeOff, formatBytes } from "../../lib/bytes.ts";
import { judge, medianOff, scoreBySureness } from "../../lib/calibration.ts";
import { forgetAll } from "../../lib/guesses.ts";
import type { Guess } from "../../lib/guesses.ts";
import { useGuesses } from "../../lib/useGuess.ts";
import styles from "./index.module.css";

/** How well the reader's sureness fits their guesses. All of it stays in the browser. */
export default function Predictions(): ReactNode {
  const guesses = Object.entries(useGuesses()).sort(([, a], [, b]) => a.at.localeCompare(b.at));
  return (
    <Layout
      title="My predictions"
      description="What you guessed, what was recorded, and how well your sureness fits."
    >
      <main className={`${styles.page} markdown`}>
        <h1>My predictions</h1>
        <p>
          Knowing what you don't know is half of choosing a base. Each guess of yours is kept here, in this
          browser and nowhere else.
        </p>
        {guesses.length === 0 ? <Nothing /> : <Kept guesses={guesses} />}
        <CarryGuesses />
      </main>
    </Layout>
  );
}

function Nothing(): ReactNode {
  return (
    <p>
      There is none yet. <Link to="/course">Open a chapter</Link> and commit to a guess before you look.
      (Without JavaScript nothing can be kept.)
    </p>
  );
}

function Kept({ guesses }: { guesses: readonly [string, Guess][] }): ReactNode {
  const all = guesses.map(([, guess]) => guess);
  const scores = scoreBySureness(all);
  const off = medianOff(all);
  return (
    <>
      <h2>How well you know what you know</h2>
      <p className={styles.verdict}>{judge(scores)}</p>
      <dl className={styles.scores}>
        {scores.map(({ sure, made, right }) => (
          <div key={sure}>
            <dt>{sure}</dt>
            <dd>
              <meter min={0} max={Math.max(1, made)} value={right} aria-label={`right when ${sure}`} />
              {made === 0 ? "no guess" : `${right} of ${made} right`}
            </dd>
          </div>
        ))}
        {off !== null && (
          <div>
            <dt>sizes</dt>
            <dd>{off < 1.05 ? "spot on" : `${off.toFixed(1)} times off, in the middle of your guesses`}</dd>
          </div>
        )}
      </dl>
      <h2>Every guess</h2>
      <ul className={styles.list}>
        {guesses.map(([id, guess]) => (
          <li key={id}>
            <a href={guess.page}>{guess.question}</a>
            <span>{outcome(guess)}</span>
          </li>
        ))}
      </ul>
      <button type="button" className="gw-button" onClick={forgetAll}>
        Forget all of them
      </button>
    </>
  );
}

function outcome(guess: Guess): string {
  if (guess.kind === "choice") return `${guess.right ? "✓ right" : "✗ not so"}; you were ${guess.sure}`;
  return `you said ${formatBytes(guess.guess)}, recorded ${formatBytes(guess.actual)}: ${describeOff(guess.guess, guess.actual)}`;
}
