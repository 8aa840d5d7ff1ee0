import type { ReactNode } from "react";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";
import { WithProvenance } from "../Provenance/inline.tsx";

export interface SizeProps extends OfProps {
  readonly kind: "unpacked" | "compressed";
}

/** A recorded size of an image in a sentence, always with the word that says which size it is. */
export default function Size({ kind, ...props }: SizeProps): ReactNode {
  const recorded = recordedAs("Size", props, "image", "base");
  const bytes =
    kind === "unpacked" ? recorded.observation.unpackedBytes : recorded.observation.compressedBytes;
  return (
    <WithProvenance recorded={recorded}>
      <data value={bytes}>{formatBytes(bytes).replace(" ", "\u00a0")}</data>
      {`\u00a0${kind}`}
    </WithProvenance>
  );
}
