import Link from "@docusaurus/Link";
import type { ComponentProps, ReactNode } from "react";
import { useOwnId } from "../../lib/ids.ts";
import styles from "./styles.module.css";

/** A link of the text. One to a term of the glossary also says what the term means, where the reader is. */
export default function TextLink(props: ComponentProps<typeof Link>): ReactNode {
  const { className, title, ...link } = props;
  return className === "gw-term" && title !== undefined ? (
    <Term {...link} says={title} />
  ) : (
    <Link {...props} />
  );
}

type TermProps = ComponentProps<typeof Link> & { readonly says: string };

/**
 * It opens when the pointer rests on it and when the keyboard comes to it (`src/behaviours/notes.ts`); Escape closes it.
 * Without JavaScript, a link.
 */
function Term({ says, ...link }: TermProps): ReactNode {
  const id = useOwnId();
  return (
    <span data-note="term">
      <Link {...link} className="gw-term" aria-describedby={id} />
      <span id={id} popover="auto" role="tooltip" className={`gw-note ${styles.note}`}>
        {says}
      </span>
    </span>
  );
}
