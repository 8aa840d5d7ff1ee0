import { useCodeBlockContext } from "@docusaurus/theme-common/internal";
import type { ReactNode } from "react";
import CopyButton from "../../components/CopyButton/index.tsx";
import styles from "./styles.module.css";

/** What can be done with a block of code. The theme makes its buttons in the browser; ours are in the page. */
export default function Buttons(): ReactNode {
  const { code } = useCodeBlockContext().metadata;
  return (
    <div className={styles.buttons}>
      <CopyButton text={code} what="the code" />
    </div>
  );
}
