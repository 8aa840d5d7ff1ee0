import type { ReactNode } from "react";
import type { Manifest } from "../../../workbench/lab/manifest.ts";
import { familyOfBase } from "../../families.ts";
import CopyButton from "../CopyButton/index.tsx";
import Rock from "../Rock/index.tsx";
import Live from "./Live.tsx";
import styles from "./styles.module.css";

export interface LabCardProps {
  readonly id: string;
  /** Added by the page compiler. */
  readonly lab?: Manifest;
}

/** What a lab asks, from its own manifest, and the commands that run it. */
export default function LabCard({ id, lab }: LabCardProps): ReactNode {
  if (lab === undefined) throw new Error(`<LabCard id="${id}"> may only stand in an .mdx page`);
  const points = lab.tasks.reduce((sum, task) => sum + task.points, 0);
  return (
    <section className={styles.card} aria-label={`Lab: ${lab.title}`}>
      <header>
        <p className={styles.kicker}>
          Lab {lab.id.slice(0, 2)} · {lab.minutes} minutes · {points} points
        </p>
        <p className={styles.title}>{lab.title}</p>
      </header>
      <Live id={id}>
        <ol className={styles.tasks}>
          {lab.tasks.map((task) => (
            <li key={task.id}>
              <span>{task.title}</span>
              <span className={styles.points}>
                {task.points} {task.points === 1 ? "point" : "points"}
              </span>
            </li>
          ))}
        </ol>
        <Command
          says="Lay out your copy, in"
          where={`work/${id}/`}
          command={`npx groundwork lab start ${id}`}
        />
        <Command
          says="Check what you built, as often as you like"
          command={`npx groundwork lab check ${id}`}
        />
      </Live>
      <div className={styles.ground}>
        {[...new Set(lab.bases.map(familyOfBase))].map((family) => (
          <Rock key={family} family={family} className={styles.rock} />
        ))}
      </div>
    </section>
  );
}

function Command({ says, where, command }: { says: string; where?: string; command: string }): ReactNode {
  return (
    <div className={styles.command}>
      <span>
        {says} {where !== undefined && <code>{where}</code>}
      </span>
      <div>
        <kbd>{command}</kbd>
        <CopyButton text={command} what="the command" />
      </div>
    </div>
  );
}
