import { useCallback, useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { decide } from "../../../workbench/choose/decide.ts";
import { needsOfHash } from "../../../workbench/choose/flags.ts";
import type { Evidence, Needs } from "../../../workbench/choose/types.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import AnswerView from "./AnswerView.tsx";
import Cases from "./Cases.tsx";
import Form from "./Form.tsx";
import styles from "./styles.module.css";
import { useNeeds } from "./useNeeds.ts";

/** Asks what a program needs and answers which base fits, from the recordings; `groundwork choose` runs the same rules. */
export default function Chooser({ evidence }: { readonly evidence?: Evidence }): ReactNode {
  if (evidence === undefined) throw new Error("<Chooser /> may only stand in an .mdx page");
  return <Ready evidence={evidence} />;
}

function Ready({ evidence }: { readonly evidence: Evidence }): ReactNode {
  const interactive = useInteractive();
  const [needs, setNeeds] = useNeeds();
  const live = useRef<HTMLElement>(null);
  // Who follows a link to an answer wants to see it, not the top of the page.
  useEffect(() => {
    if (interactive && needsOfHash(window.location.hash) !== null) live.current?.scrollIntoView();
  }, [interactive]);
  const take = useCallback(
    (taken: Needs): void => {
      setNeeds(taken);
      live.current?.scrollIntoView();
      live.current?.focus({ preventScroll: true });
    },
    [setNeeds],
  );
  return (
    <div className={styles.chooser}>
      {interactive && (
        <section ref={live} tabIndex={-1} aria-label="Choose a base" className={styles.live}>
          <Form needs={needs} onChange={setNeeds} />
          <AnswerView answer={decide(needs, evidence)} live />
        </section>
      )}
      <Cases evidence={evidence} onTake={interactive ? take : null} />
    </div>
  );
}
