import { useState } from "react";
import type { ReactNode } from "react";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps, RecordedAs } from "../../lib/recorded.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import { withCode } from "../../lib/withCode.tsx";
import Figure from "../Figure/index.tsx";
import { TranscriptBody } from "../Run/index.tsx";
import { stepsOf } from "./steps.ts";
import type { Step } from "./steps.ts";
import styles from "./styles.module.css";

const signs = { true: "✓", false: "✗", unknown: "?" } as const;
const said = { true: "goes on", false: "it ends here", unknown: "the image does not tell" } as const;

/**
 * A program's way from the command to its first instruction, or to the error: what engine, kernel and loader open, as
 * read from the image's files, and at its end the run that was recorded. Two buttons walk through it.
 */
export default function LoaderWalk({ title, ...props }: OfProps & { readonly title?: string }): ReactNode {
  const recorded = recordedAs("LoaderWalk", props, "start");
  const steps = stepsOf(recorded.observation);
  const run = runOf(recorded);
  const [at, setAt] = useState<number | null>(null);
  return (
    <Figure caption={title ?? recorded.observation.title} recorded={[recorded]}>
      <Buttons at={at} count={steps.length} onAt={setAt} />
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <StepView key={step.says} step={step} isHere={at === index} isAhead={at !== null && index > at} />
        ))}
      </ol>
      <p className={styles.real}>And this is what a container of that image said:</p>
      <TranscriptBody observation={run} />
    </Figure>
  );
}

/** The run behind a start. A start that was worked out wrongly is no figure: the build fails and says so. */
function runOf({ of, observation, related }: RecordedAs<"start">): RecordedAs<"run">["observation"] {
  const run = related[observation.run];
  if (run?.kind !== "run") throw new Error(`${of}: there is no run "${observation.run}"`);
  const foreseen = observation.error?.texts ?? [];
  const text = `${run.stderr}${run.stdout}${run.engineError ?? ""}`;
  const agrees =
    observation.outcome === "fails"
      ? run.exitCode !== 0 && (foreseen.length === 0 || foreseen.some((each) => text.includes(each)))
      : observation.outcome === "depends" || run.started;
  if (!agrees) throw new Error(`${of}: what was worked out is not what "${observation.run}" recorded`);
  return run;
}

interface ButtonsProps {
  readonly at: number | null;
  readonly count: number;
  readonly onAt: (at: number | null) => void;
}

/** Their place is kept before they can do anything, so that nothing moves. */
function Buttons({ at, count, onAt }: ButtonsProps): ReactNode {
  const interactive = useInteractive();
  const next = at === null ? 0 : at + 1;
  return (
    <div className={styles.buttons} data-live={interactive}>
      <button
        type="button"
        className="gw-button"
        aria-disabled={next >= count}
        onClick={() => next < count && onAt(next)}
      >
        {at === null ? "Walk through it" : "Next step"}
      </button>
      <button type="button" className="gw-button" aria-disabled={at === null} onClick={() => onAt(null)}>
        Show all
      </button>
      <span role="status">{at !== null && `Step ${at + 1} of ${count}`}</span>
    </div>
  );
}

interface StepViewProps {
  readonly step: Step;
  readonly isHere: boolean;
  readonly isAhead: boolean;
}

function StepView({ step: { who, says, ok }, isHere, isAhead }: StepViewProps): ReactNode {
  const key = String(ok) as keyof typeof signs;
  return (
    <li className={styles.step} data-ok={key} data-ahead={isAhead} aria-current={isHere ? "step" : undefined}>
      <span className={styles.who}>{who}</span>
      <span className={styles.says}>
        {withCode(says)}{" "}
        <span className={styles.sign}>
          <span aria-hidden="true">{signs[key]}</span> {said[key]}
        </span>
      </span>
    </li>
  );
}
