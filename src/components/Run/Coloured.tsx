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
        data-colour={stretch.named ?? undefined}
        data-ground={stretch.ground ?? undefined}
        data-bold={stretch.bold || undefined}
        data-dim={stretch.dim || undefined}
        data-underlined={stretch.underlined || undefined}
        style={stretch.colour === null ? undefined : { color: stretch.colour }}
      >
        {stretch.text}
      </span>
    ),
  );
}

function isPlain({ named, ground, colour, bold, dim, underlined }: Stretch): boolean {
  return named === null && ground === null && colour === null && !bold && !dim && !underlined;
}
