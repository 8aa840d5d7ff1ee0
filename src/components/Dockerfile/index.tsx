import CodeBlock from "@theme/CodeBlock";
import type { ReactNode } from "react";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";

/** The Dockerfile of a recorded build, as the reader would write it. */
export default function Dockerfile({ title, ...props }: OfProps & { readonly title?: string }): ReactNode {
  const { observation } = recordedAs("Dockerfile", props, "build");
  return (
    <CodeBlock language="docker" title={title ?? "Dockerfile"}>
      {observation.dockerfile.trimEnd()}
    </CodeBlock>
  );
}
