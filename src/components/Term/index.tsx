import Link from "@docusaurus/Link";
import { useEffect, useId, useRef } from "react";
import type { ComponentProps, ReactNode } from "react";
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

/** It opens when the pointer rests on it and when the keyboard comes to it; Escape closes it. Without JavaScript, a link. */
function Term({ says, ...link }: TermProps): ReactNode {
  const id = useId();
  const wrap = useRef<HTMLSpanElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const rest = useRef<number>(undefined);
  const close = (): void => {
    window.clearTimeout(rest.current);
    note.current?.hidePopover();
  };
  const open = (after: number): void => {
    window.clearTimeout(rest.current);
    rest.current = window.setTimeout(() => {
      const source = wrap.current?.querySelector("a") ?? undefined;
      note.current?.showPopover({ source });
    }, after);
  };
  useEffect(() => () => window.clearTimeout(rest.current), []);
  return (
    <span
      ref={wrap}
      onPointerEnter={() => open(350)}
      onPointerLeave={close}
      onFocus={() => open(0)}
      onBlur={close}
    >
      <Link {...link} className="gw-term" aria-describedby={id} />
      <span ref={note} id={id} popover="auto" role="tooltip" className={`gw-note ${styles.note}`}>
        {says}
      </span>
    </span>
  );
}
