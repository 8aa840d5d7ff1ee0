import { useCodeBlockContext } from "@docusaurus/theme-common/internal";
import clsx from "clsx";
import { useEffect, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { useInteractive } from "../../lib/useInteractive.ts";
import { highlightedNow } from "./highlight-now.ts";
import styles from "./styles.module.css";

/**
 * The lines of a block. The build highlights them; the browser leaves them as they came, without Prism. Only a block
 * that no build has put into this page, as while somebody writes it, loads Prism, and is plain until then.
 */
export default function Content({ className }: { className?: string }): ReactNode {
  const { metadata, wordWrap } = useCodeBlockContext();
  return (
    <pre
      ref={wordWrap.codeBlockRef}
      tabIndex={0}
      className={clsx(className, `language-${metadata.language}`, "prism-code thin-scrollbar", styles.pre)}
    >
      <Lines key={metadata.code} />
    </pre>
  );
}

function Lines(): ReactNode {
  const { metadata } = useCodeBlockContext();
  const isMadeHere = useInteractive();
  const [wasMadeHere] = useState(isMadeHere);
  const [Highlighted, setHighlighted] = useState<ComponentType | null>(() => highlightedNow);
  useEffect(() => {
    if (wasMadeHere)
      void import("./Highlighted.tsx").then(({ default: loaded }) => setHighlighted(() => loaded));
  }, [wasMadeHere]);
  const props = {
    className: clsx(styles.lines, metadata.lineNumbersStart !== undefined && styles.numbered),
    style:
      metadata.lineNumbersStart === undefined
        ? undefined
        : { counterReset: `line-count ${metadata.lineNumbersStart - 1}` },
  };
  if (Highlighted !== null)
    return (
      <code {...props}>
        <Highlighted />
      </code>
    );
  // An empty text says "keep what is there" while a page takes up what the build has rendered.
  if (!wasMadeHere) return <code {...props} dangerouslySetInnerHTML={{ __html: "" }} />;
  return <code {...props}>{metadata.code}</code>;
}
