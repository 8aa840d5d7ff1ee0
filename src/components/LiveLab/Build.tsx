import type { ReactNode } from "react";
import type { BuildView, StepView } from "../../lib/live/view.ts";
import styles from "./styles.module.css";

/** A build, step by step as it happens. */
export default function Build({ build, isOpen }: { build: BuildView; isOpen: boolean }): ReactNode {
  return (
    <details className={styles.build} open={isOpen}>
      <summary>
        Build of {build.from}: {build.steps.length} {build.steps.length === 1 ? "step" : "steps"}
        {build.steps.some(({ state }) => state === "failed") && ", one failed"}
      </summary>
      <ol>
        {build.steps.map((step) => (
          <li key={step.key}>
            <code>{step.text}</code> <span className={styles.took}>{took(step)}</span>
          </li>
        ))}
      </ol>
      {build.output.length > 0 && (
        <pre tabIndex={0} aria-label={`What the build of ${build.from} printed`}>
          {build.output.join("\n")}
        </pre>
      )}
    </details>
  );
}

function took({ state, elapsedMs }: StepView): string {
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`;
  switch (state) {
    case "running":
      return "… running";
    case "cached":
      return "↺ cached";
    case "done":
      return `✓ ${seconds}`;
    case "stopped":
      return `■ stopped after ${seconds}`;
    case "failed":
      return `✗ failed after ${seconds}`;
  }
}
