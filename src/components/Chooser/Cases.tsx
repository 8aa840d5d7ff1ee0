import { memo } from "react";
import type { ReactNode } from "react";
import { CASES } from "../../../workbench/choose/cases/cases.ts";
import { decide } from "../../../workbench/choose/decide.ts";
import type { Evidence, Needs } from "../../../workbench/choose/types.ts";
import { saidNeeds, verdictOf } from "../../../workbench/choose/words.ts";
import AnswerView from "./AnswerView.tsx";
import styles from "./styles.module.css";

interface CasesProps {
  readonly evidence: Evidence;
  /** Puts a case's needs into the form; null without JavaScript, where there is no form. */
  readonly onTake: ((needs: Needs) => void) | null;
}

/** Ten needs from life, each with its answer: readable without JavaScript. Answered once, however often the form changes. */
export default memo(function Cases({ evidence, onTake }: CasesProps): ReactNode {
  return (
    <section aria-label="Ten cases">
      <p>Ten cases, each with its answer and the runs that say so:</p>
      <ol className={styles.cases}>
        {CASES.map(({ id, words, needs }) => {
          const answer = decide(needs, evidence);
          return (
            <li key={id}>
              <details>
                <summary>
                  {words} <strong>{verdictOf(answer)}</strong>
                </summary>
                <p className={styles.needs}>Needs: {saidNeeds(needs).join("; ")}.</p>
                {onTake !== null && (
                  <button type="button" className="gw-button" onClick={() => onTake(needs)}>
                    Put this into the form
                  </button>
                )}
                <AnswerView answer={answer} />
              </details>
            </li>
          );
        })}
      </ol>
    </section>
  );
});
