import CodeBlock from "@theme/CodeBlock";
import type { ReactNode } from "react";

export interface LabCodeProps {
  readonly file: string;
  readonly lang: string;
  readonly region?: string;
  readonly source: { readonly code: string; readonly firstLine: number };
}

/** A part of a file that the tests run. Pages don't write this: a fence with `file=` becomes it. */
export default function LabCode({ file, lang, region, source }: LabCodeProps): ReactNode {
  return (
    <CodeBlock
      language={lang === "dockerfile" ? "docker" : lang}
      title={region === undefined ? file : `${file}, from line ${source.firstLine}`}
    >
      {source.code}
    </CodeBlock>
  );
}
