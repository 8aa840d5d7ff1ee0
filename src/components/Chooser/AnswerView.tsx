import type { ReactNode } from "react";
import type { Answer, Judged } from "../../../workbench/choose/answer.ts";
import { familyOfBase } from "../../families.ts";
import { withCode } from "../../lib/withCode.tsx";
import { groupedChanges, VERDICTS, verdictOf, whyNot } from "../../../workbench/choose/words.ts";
import CopyButton from "../CopyButton/index.tsx";
import FamilyBadge from "../FamilyBadge/index.tsx";
import Reasons from "./Reasons.tsx";
import styles from "./styles.module.css";

/** An answer: the base to take and why, the others, the last stage, and what would change it. `live`: it is read out when it changes. */
export default function AnswerView({
  answer,
  live,
}: {
  readonly answer: Answer;
  readonly live?: true;
}): ReactNode {
  const { winner, bases, findOut, dockerfile, command } = answer;
  const first = bases[0];
  return (
    <div className={styles.answer} data-winner={winner ?? "none"}>
      <p className={styles.verdict} role={live && "status"}>
        {verdictOf(answer)}
      </p>
      {findOut !== null && <p>{withCode(findOut)}</p>}
      <WaysOut answer={answer} />
      {first !== undefined && <First judged={first} wins={winner !== null} />}
      <details className={styles.others}>
        <summary>The other {bases.length - 1} bases</summary>
        <ul>
          {bases.slice(1).map((judged) => (
            <li key={judged.id}>
              <FamilyBadge family={familyOfBase(judged.id)}>{judged.reference}</FamilyBadge>:{" "}
              {VERDICTS[judged.verdict]}; {whyNot(judged, answer.needs.weigh)}
            </li>
          ))}
        </ul>
      </details>
      {dockerfile !== null && <Code text={dockerfile} title="The last stage, as a sketch" />}
      <Changes answer={answer} />
      <Code text={command} title="The same answer in a terminal" />
    </div>
  );
}

function First({ judged, wins }: { readonly judged: Judged; readonly wins: boolean }): ReactNode {
  return (
    <div className={styles.first}>
      <p className={styles.base}>
        {!wins && "The nearest: "}
        <FamilyBadge family={familyOfBase(judged.id)}>{judged.reference}</FamilyBadge>
      </p>
      <Reasons judged={judged} />
    </div>
  );
}

function WaysOut({ answer: { nothingFits } }: { readonly answer: Answer }): ReactNode {
  if (nothingFits === null || nothingFits.ways.length === 0) return null;
  return (
    <ul>
      {nothingFits.ways.map(({ says, base }) => (
        <li key={says}>
          Give up <strong>{says}</strong>: then {base} fits.
        </li>
      ))}
    </ul>
  );
}

function Changes({ answer: { changes } }: { readonly answer: Answer }): ReactNode {
  if (changes.length === 0) return null;
  return (
    <details className={styles.others}>
      <summary>What would change this answer</summary>
      <dl>
        {groupedChanges(changes).map(({ base, says }) => (
          <div key={base}>
            <dt>
              {base === null ? (
                "Nothing would fit"
              ) : (
                <FamilyBadge family={familyOfBase(base)}>{base}</FamilyBadge>
              )}
            </dt>
            {says.map((each) => (
              <dd key={each}>{each}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}

function Code({ text, title }: { readonly text: string; readonly title: string }): ReactNode {
  return (
    <figure className={styles.code}>
      <figcaption>
        {title} <CopyButton text={text} what={title.toLowerCase()} />
      </figcaption>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
