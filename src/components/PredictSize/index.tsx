import { useLocation } from "@docusaurus/router";
import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { idFrom } from "../../lib/ids.ts";
import { describeOff, formatBytes } from "../../lib/bytes.ts";
import { keepGuess } from "../../lib/guesses.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";
import { useGuess } from "../../lib/useGuess.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import Reveal from "../Predict/Reveal.tsx";
import styles from "../Predict/styles.module.css";

export interface PredictSizeProps extends OfProps {
  readonly id: string;
  readonly question: string;
  readonly kind: "unpacked" | "compressed";
  readonly children: ReactNode;
}

const smallest = 1e3;
const largest = 1e10;
const steps = 280;

/** Bytes at a step of the slider; each step is 6% more than the one before. */
const bytesAt = (step: number): number => smallest * (largest / smallest) ** (step / steps);

/** A guess of an image's size, on a scale where each tick is ten times the last. */
export default function PredictSize({ id, question, kind, children, ...props }: PredictSizeProps): ReactNode {
  const { observation } = recordedAs("PredictSize", props, "image");
  const actual = kind === "unpacked" ? observation.unpackedBytes : observation.compressedBytes;
  const interactive = useInteractive();
  const stored = useGuess(id);
  const guess = stored?.kind === "size" ? stored.guess : undefined;
  const page = useLocation().pathname;
  const reveal = useRef<HTMLDivElement>(null);
  const commit = (bytes: number): void => {
    keepGuess(id, { kind: "size", question, page, at: new Date().toISOString(), guess: bytes, actual });
    requestAnimationFrame(() => reveal.current?.focus());
  };
  return (
    <section className={styles.predict} aria-label={`Predict: ${question}`}>
      <p className={styles.kicker}>Predict, then see</p>
      <p className={styles.asked}>
        {question} ({kind})
      </p>
      {interactive && guess === undefined && (
        <Slider of={id} label={`${question} (${kind})`} onCommit={commit} />
      )}
      <Reveal ref={reveal} open={guess !== undefined} live={interactive}>
        {guess !== undefined && (
          <p className={styles.verdict}>
            You said {formatBytes(guess)}; recorded: {formatBytes(actual)} {kind}.{" "}
            {describeOff(guess, actual)}.{" "}
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

interface SliderProps {
  readonly of: string;
  readonly label: string;
  readonly onCommit: (bytes: number) => void;
}

function Slider({ of, label, onCommit }: SliderProps): ReactNode {
  const id = idFrom("guess", of);
  const [step, setStep] = useState(steps / 2);
  const shown = formatBytes(bytesAt(step));
  return (
    <>
      <div className={styles.slider}>
        <input
          id={id}
          type="range"
          min={0}
          max={steps}
          value={step}
          aria-label={label}
          aria-valuetext={shown}
          onChange={({ currentTarget }) => setStep(Number(currentTarget.value))}
        />
        <output htmlFor={id}>{shown}</output>
        <div className={styles.scale} aria-hidden="true">
          {["1 kB", "10", "100", "1 MB", "10", "100", "1 GB", "10"].map((tick, index) => (
            <span key={index} data-unit={tick.split(" ")[1]}>
              {tick}
            </span>
          ))}
        </div>
      </div>
      <div className={styles.commit}>
        <button type="button" className="gw-button" onClick={() => onCommit(bytesAt(step))}>
          Commit to {shown}
        </button>
      </div>
    </>
  );
}
