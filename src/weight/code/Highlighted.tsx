import { useCodeBlockContext } from "@docusaurus/theme-common/internal";
import Line from "@theme/CodeBlock/Line";
import includeLanguages from "@theme/prism-include-languages";
import { Highlight, Prism } from "prism-react-renderer";
import type { ReactNode } from "react";

includeLanguages(Prism);

/** Colours stand in style sheets, so that both themes are in one page. */
const noColours = { plain: {}, styles: [] };

/** The block's lines, their tokens named by classes. */
export default function Highlighted(): ReactNode {
  const { code, language, lineClassNames, lineNumbersStart } = useCodeBlockContext().metadata;
  return (
    <Highlight theme={noColours} code={code} language={language}>
      {({ tokens, getLineProps, getTokenProps }) =>
        tokens.map((line, index) => (
          <Line
            key={index}
            line={line}
            getLineProps={getLineProps}
            getTokenProps={getTokenProps}
            classNames={lineClassNames[index] ?? []}
            showLineNumbers={lineNumbersStart !== undefined}
          />
        ))
      }
    </Highlight>
  );
}
