import Translate, { translate } from "@docusaurus/Translate";
import { useState } from "react";
import type { ReactNode } from "react";
import { printPage } from "../../lib/print.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import styles from "./styles.module.css";

/** Prints the page with its answers open or shut, as the reader chooses. Without JavaScript the browser's own menu prints it as it stands. */
export default function PrintChoice(): ReactNode {
  const [open, setOpen] = useState(false);
  if (!useInteractive()) return null;
  const label = translate({
    id: "groundwork.print.answers",
    message: "with answers, reasons and sources open",
  });
  return (
    <div
      className={styles.print}
      role="group"
      aria-label={translate({ id: "groundwork.print.group", message: "Print" })}
    >
      <button type="button" className="gw-button" onClick={() => printPage({ open })}>
        <Translate id="groundwork.print.button">Print this page</Translate>
      </button>
      <label>
        <input type="checkbox" checked={open} onChange={(event) => setOpen(event.target.checked)} /> {label}
      </label>
    </div>
  );
}
