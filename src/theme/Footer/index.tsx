import Link from "@docusaurus/Link";
import Translate from "@docusaurus/Translate";
import type { ReactNode } from "react";
import { useOwnId } from "../../lib/ids.ts";
import { families } from "../../families.ts";
import type { Family } from "../../families.ts";
import FamilyBadge from "../../components/FamilyBadge/index.tsx";
import { RockPattern } from "../../components/Rock/index.tsx";
import styles from "./styles.module.css";

const all: readonly Family[] = ["scratch", "distroless", "musl", "glibc"];

/** Upper edges of the strata, from the top; each is filled down to the bottom. */
const beds: readonly { readonly family: Family; readonly edge: string }[] = [
  { family: "distroless", edge: "M0 34C150 10 310 46 470 36S790 4 960 22S1290 44 1440 20" },
  { family: "musl", edge: "M0 64C180 50 300 84 500 72S860 44 1010 58S1300 82 1440 60" },
  { family: "glibc", edge: "M0 104C210 92 360 122 560 110S900 88 1080 100S1320 116 1440 102" },
];

/** Every page ends in the ground. */
export default function Footer(): ReactNode {
  const id = useOwnId();
  return (
    <footer className={styles.footer}>
      <svg
        className={styles.ground}
        viewBox="0 0 1440 170"
        preserveAspectRatio="xMidYMin slice"
        aria-hidden="true"
      >
        {beds.map(({ family, edge }) => (
          <g key={family}>
            <RockPattern id={`${id}${family}`} family={family} />
            <path d={`${edge}V170H0Z`} fill="var(--gw-paper)" />
            <path
              d={`${edge}V170H0Z`}
              fill={`url(#${id}${family})`}
              stroke={`var(--family-${family})`}
              strokeWidth="1.5"
            />
          </g>
        ))}
      </svg>
      <div className={styles.words}>
        <p>
          <Translate id="groundwork.footer.claim">
            Groundwork. Every size, error and exit code here was recorded from a run that you can repeat.
          </Translate>{" "}
          <Link to="/course/reference/recordings/">
            <Translate id="groundwork.footer.recordings">All recordings</Translate>
          </Link>{" "}
          <Link to="/course/reference/figures/">
            <Translate id="groundwork.footer.figures">What this site weighs</Translate>
          </Link>
        </p>
        <ul className={styles.legend} aria-label="Families of bases">
          {all.map((family) => (
            <li key={family}>
              <FamilyBadge family={family}>
                <strong>{families[family].name}</strong>
              </FamilyBadge>
              : {families[family].says}
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
