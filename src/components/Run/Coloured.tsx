import type { ReactNode } from "react";
import { stretchesOf } from "./colours.ts";
import type { Stretch } from "./colours.ts";
import styles from "./styles.module.css";

/** A program's text in the colours that it printed. */
export default function Coloured({ text }: { readonly text: string }): ReactNode {
  if (!text.includes("\u001b")) return text;
  return stretchesOf(text).map((stretch, at) =>
    isPlain(stretch) ? (
      stretch.text
    ) : (
      <span
        key={`${at} ${stretch.text}`}
        className={styles.stretch}
        data-grounded={stretch.ground !== null || undefined}
        data-bold={stretch.bold || undefined}
        data-dim={stretch.dim || undefined}
        data-underlined={stretch.underlined || undefined}
        style={{ color: stretch.colour ?? undefined, background: stretch.ground ?? undefined }}
      >
        {stretch.text}
      </span>
    ),
  );
}

function isPlain({ colour, ground, bold, dim, underlined }: Stretch): boolean {
  return colour === null && ground === null && !bold && !dim && !underlined;
}
