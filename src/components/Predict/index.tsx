import { useLocation } from "@docusaurus/router";
import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { idFrom } from "../../lib/ids.ts";
import { rightChoice } from "../../lib/expectation.ts";
import type { Expecting } from "../../lib/expectation.ts";
import { keepGuess, surenesses } from "../../lib/guesses.ts";
import type { Sureness } from "../../lib/guesses.ts";
import type { OfProps } from "../../lib/recorded.ts";
import { useGuess } from "../../lib/useGuess.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import styles from "./styles.module.css";
import Reveal from "./Reveal.tsx";

export interface PredictProps extends OfProps {
  /** Never changes: the reader's guess hangs on it. */
  readonly id: string;
  readonly question: string;
  readonly choices: readonly Expecting[];
  readonly children: ReactNode;
}

/** A question whose answer was recorded. What follows opens once the reader has committed to a guess. */
export default function Predict({ id, question, choices, of, recorded, children }: PredictProps): ReactNode {
  if (recorded === undefined)
    throw new Error(`<Predict id="${id}" of="${of}"> may only stand in an .mdx page`);
  const right = rightChoice(id, choices, recorded.observation);
  const interactive = useInteractive();
  const stored = useGuess(id);
  const guess = stored?.kind === "choice" && stored.choice < choices.length ? stored : undefined;
  const page = useLocation().pathname;
  const reveal = useRef<HTMLDivElement>(null);
  const commit = (choice: number, sure: Sureness): void => {
    const at = new Date().toISOString();
    keepGuess(id, { kind: "choice", question, page, at, choice, right: choice === right, sure });
    requestAnimationFrame(() => reveal.current?.focus());
  };
  return (
    <section className={styles.predict} aria-label={`Predict: ${question}`}>
      <p className={styles.kicker}>Predict, then see</p>
      {guess === undefined ? (
        <Question id={id} question={question} choices={choices} live={interactive} onCommit={commit} />
      ) : (
        <Answered question={question} choices={choices} mine={guess.choice} right={right} />
      )}
      <Reveal ref={reveal} open={guess !== undefined} live={interactive}>
        {guess !== undefined && (
          <p className={styles.verdict} data-right={guess.right}>
            {guess.right ? "✓ As you said" : "✗ Not what you said"}, and you were {guess.sure}.{" "}
            <button type="button" className={styles.again} onClick={() => keepGuess(id, null)}>
              Forget my guess
            </button>
          </p>
        )}
        {children}
      </Reveal>
    </section>
  );
}

interface QuestionProps {
  readonly id: string;
  readonly question: string;
  readonly choices: readonly Expecting[];
  readonly live: boolean;
  readonly onCommit: (choice: number, sure: Sureness) => void;
}

function Question({ id, question, choices, live, onCommit }: QuestionProps): ReactNode {
  const name = idFrom("predict", id);
  const [choice, setChoice] = useState<number>();
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>{question}</legend>
        {choices.map(({ text }, index) => (
          <label key={text}>
            <input type="radio" name={name} checked={choice === index} onChange={() => setChoice(index)} />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      {live && (
        <div className={styles.commit} role="group" aria-label="Commit to it. How sure are you?">
          <span aria-hidden="true">Commit to it. How sure are you?</span>
          {surenesses.map((sure) => (
            <button
              key={sure}
              type="button"
              className="gw-button"
              disabled={choice === undefined}
              onClick={() => choice !== undefined && onCommit(choice, sure)}
            >
              {sure}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

interface AnsweredProps {
  readonly question: string;
  readonly choices: readonly Expecting[];
  readonly mine: number;
  readonly right: number;
}

function Answered({ question, choices, mine, right }: AnsweredProps): ReactNode {
  return (
    <div className={styles.choices}>
      <p className={styles.asked}>{question}</p>
      <ul>
        {choices.map(({ text }, index) => (
          <li key={text} data-right={index === right} data-mine={index === mine}>
            <span aria-hidden="true">{index === right ? "✓" : index === mine ? "✗" : "·"}</span>
            <span>
              {text}
              {index === right && <em> recorded</em>}
              {index === mine && <em> your guess</em>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
