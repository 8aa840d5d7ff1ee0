import CodeBlock from "@theme/CodeBlock";
import type { ReactNode } from "react";
import type { Stage } from "../../../site/stages.ts";
import { familyOfBase } from "../../families.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";
import FamilyBadge from "../FamilyBadge/index.tsx";
import Figure from "../Figure/index.tsx";
import Names from "./Names.tsx";
import styles from "./styles.module.css";

/**
 * The Dockerfile of a recorded build, as the reader would write it: each stage with the base that it stands on, and what
 * each name stood for when it was built.
 */
export default function Dockerfile({ title, ...props }: OfProps & { readonly title?: string }): ReactNode {
  const recorded = recordedAs("Dockerfile", props, "build");
  const stages = recorded.stages ?? [];
  const [only, ...others] = stages;
  const isOne = only !== undefined && others.length === 0;
  return (
    <Figure
      caption={
        <>
          <span>{title ?? "Dockerfile"}</span>
          {isOne && <Ground stage={only} />}
        </>
      }
      recorded={[recorded]}
    >
      <div className={styles.file}>
        {isOne || only === undefined ? (
          <CodeBlock language="docker">{recorded.observation.dockerfile.trimEnd()}</CodeBlock>
        ) : (
          stages.map((stage) => <StageView key={stage.number} stage={stage} last={stages.length} />)
        )}
      </div>
      <Names stages={stages} />
    </Figure>
  );
}

function StageView({ stage, last }: { readonly stage: Stage; readonly last: number }): ReactNode {
  return (
    <div role="group" className={styles.stage} aria-label={`Stage ${stage.number}`}>
      <p className={styles.head}>
        <span>
          Stage {stage.number}
          {stage.name !== null && (
            <>
              {" "}
              <code>{stage.name}</code>
            </>
          )}
          {stage.number === last && ", the one that ships"}
        </span>
        <Ground stage={stage} />
      </p>
      <CodeBlock language="docker">{stage.text}</CodeBlock>
    </div>
  );
}

/** What a stage stands on. */
function Ground({ stage }: { readonly stage: Stage }): ReactNode {
  const from = stage.references[0];
  if (from === undefined) return null;
  const { meaning, name } = from;
  return (
    <span className={styles.ground}>
      on{" "}
      {meaning.kind === "base" ? (
        <FamilyBadge family={familyOfBase(meaning.base.id)}>{name}</FamilyBadge>
      ) : meaning.kind === "stage" ? (
        `stage ${meaning.number}`
      ) : (
        name
      )}
    </span>
  );
}
