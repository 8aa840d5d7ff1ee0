import type { ReactNode } from "react";
import type { Evidence } from "../../../workbench/choose/types.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import { decide } from "../../../workbench/choose/decide.ts";
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
  return (
    <div className={styles.chooser}>
      {interactive && (
        <section aria-label="Choose a base">
          <Form needs={needs} onChange={setNeeds} />
          <AnswerView answer={decide(needs, evidence)} live />
        </section>
      )}
      <Cases evidence={evidence} onTake={interactive ? setNeeds : null} />
    </div>
  );
}
