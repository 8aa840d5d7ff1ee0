import type { ReactNode } from "react";
import { families } from "../../families.ts";
import type { Family } from "../../families.ts";
import FamilyBadge from "../FamilyBadge/index.tsx";
import Rock from "../Rock/index.tsx";
import styles from "./styles.module.css";

const fromTheTop: readonly Family[] = ["scratch", "distroless", "musl", "glibc"];

/** The four families, each on its rock. */
export default function Families(): ReactNode {
  return (
    <ul className={styles.families}>
      {fromTheTop.map((family) => (
        <li key={family}>
          <Rock family={family} className={styles.rock} />
          <span>
            <strong>
              <FamilyBadge family={family} />
            </strong>
            : {families[family].says}
          </span>
        </li>
      ))}
    </ul>
  );
}
