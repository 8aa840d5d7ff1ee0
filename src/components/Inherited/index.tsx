import type { ReactNode } from "react";
import { recordedAs } from "../../lib/recorded.ts";
import type { Recorded } from "../../lib/recorded.ts";
import Figure, { FigureTable } from "../Figure/index.tsx";
import { rows } from "./rows.ts";
import type { Fate } from "./rows.ts";
import styles from "./styles.module.css";

const signs: Readonly<Record<Fate, string>> = { inherited: "↓", changed: "≠", emptied: "∅", new: "+" };

export interface InheritedProps {
  /** The base's config, then the child's. */
  readonly of: readonly string[];
  readonly recorded?: readonly Recorded[];
  readonly labels: readonly [base: string, child: string];
  readonly title?: string;
}

/** What a child took over from its base, setting by setting. */
export default function Inherited({ of, recorded = [], labels, title }: InheritedProps): ReactNode {
  const [base, child] = [0, 1].map((index) =>
    recordedAs("Inherited", { of: of[index] ?? "nothing", recorded: recorded[index] }, "config"),
  );
  if (!base || !child || of.length > 2) throw new Error("<Inherited of={[BASE, CHILD]}> shows two configs");
  const caption = title ?? child.observation.title;
  return (
    <Figure caption={caption} recorded={[base, child]}>
      <FigureTable name={caption}>
        <thead>
          <tr>
            <td />
            {labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">so it is</th>
          </tr>
        </thead>
        <tbody className={styles.settings}>
          {rows(base.observation, child.observation).map((row) => (
            <tr key={row.instruction} data-fate={row.fate}>
              <th scope="row">{row.instruction}</th>
              {/* Said once, since it is the same: a phone has no room to say it twice. */}
              <Values of={row.base} across={row.fate === "inherited" ? 2 : 1} />
              {row.fate !== "inherited" && <Values of={row.child} across={1} />}
              <td className={styles.fate}>
                <span aria-hidden="true">{signs[row.fate]}</span> {row.fate}
              </td>
            </tr>
          ))}
        </tbody>
      </FigureTable>
    </Figure>
  );
}

function Values({ of, across }: { of: readonly string[]; across: number }): ReactNode {
  return (
    <td colSpan={across}>
      {of.length === 0 ? (
        <span className={styles.none}>nothing</span>
      ) : (
        of.map((value) => <code key={value}>{value}</code>)
      )}
    </td>
  );
}
