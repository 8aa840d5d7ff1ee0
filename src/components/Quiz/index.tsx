import { useState } from "react";
import type { ReactNode } from "react";
import { idFrom } from "../../lib/ids.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import styles from "./styles.module.css";

export interface QuizChoice {
  readonly text: string;
  readonly right?: true;
  /** Why it is right, or why somebody would think so and is wrong. */
  readonly because: string;
}

export interface QuizQuestion {
  readonly question: string;
  readonly choices: readonly QuizChoice[];
}

export interface QuizProps {
  readonly id: string;
  readonly questions: readonly QuizQuestion[];
}

/** Questions with a reason for every choice, right or wrong. */
export default function Quiz({ id, questions }: QuizProps): ReactNode {
  for (const { question, choices } of questions) {
    const right = choices.filter((choice) => choice.right === true).length;
    if (right !== 1)
      throw new Error(`Quiz "${id}": "${question}" has ${right} right choices, it needs exactly one`);
  }
  return (
    <ol className={styles.quiz}>
      {questions.map((question, index) => (
        <li key={question.question}>
          <Question of={`${id}-${index}`} {...question} />
        </li>
      ))}
    </ol>
  );
}

function Question({ of, question, choices }: QuizQuestion & { of: string }): ReactNode {
  const name = idFrom("quiz", of);
  const [chosen, choose] = useState<number>();
  const interactive = useInteractive();
  return (
    <>
      <fieldset className={styles.question}>
        <legend>{question}</legend>
        {choices.map(({ text, right, because }, index) => (
          <div
            key={text}
            className={styles.choice}
            data-right={chosen === undefined ? undefined : right === true}
          >
            <label>
              <input type="radio" name={name} checked={chosen === index} onChange={() => choose(index)} />
              <span>{text}</span>
            </label>
            {chosen !== undefined && (
              <p className={styles.because}>
                <strong>{right === true ? "✓ Right." : chosen === index ? "✗ No." : "No."}</strong> {because}
              </p>
            )}
          </div>
        ))}
      </fieldset>
      <div className={interactive ? "gw-when-printed" : undefined}>
        <Reasons choices={choices} />
      </div>
    </>
  );
}

function Reasons({ choices }: { choices: readonly QuizChoice[] }): ReactNode {
  return (
    <details>
      <summary>The answer and the reasons</summary>
      <ul>
        {choices.map(({ text, right, because }) => (
          <li key={text}>
            <strong>
              {right === true ? "✓ Right" : "✗ No"}: {text}.
            </strong>{" "}
            {because}
          </li>
        ))}
      </ul>
    </details>
  );
}
