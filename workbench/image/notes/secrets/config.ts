import type { ImageFacts } from "../../types.ts";
import type { ConfigSecret } from "../schema.ts";
import { isSecretVariable } from "./places.ts";
import { secretScanner } from "./scanner.ts";

const NAMED = "value named like a secret";

/** `NAME=value` inside a command, its value quoted or not: build arguments stand so in the history. */
const ASSIGNMENT = /(?:^|[\s|;&(])([A-Za-z_]\w*=(?:"[^"]{0,512}"|'[^']{0,512}'|[^\s;&|)"']+))/g;

/** Secrets in the config: anybody who has the image reads its environment, its labels and its history. */
export function configSecretsOf({ config, layers }: Pick<ImageFacts, "config" | "layers">): ConfigSecret[] {
  const environment = config.env.flatMap((line) => {
    const name = line.split("=", 1)[0] ?? "";
    return kindsIn(line, [line]).map((kind) => ({ kind, where: "environment" as const, name }));
  });
  const labels = Object.entries(config.labels).flatMap(([name, value]) =>
    kindsIn(value, []).map((kind) => ({ kind, where: "label" as const, name })),
  );
  const history = layers.flatMap(({ createdBy }, index) => {
    const assignments = [...createdBy.matchAll(ASSIGNMENT)].map((match) => match[1] ?? "");
    return kindsIn(createdBy, assignments).map((kind) => ({
      kind,
      where: "history" as const,
      name: String(index),
    }));
  });
  return [...environment, ...labels, ...history];
}

/** Kinds of secrets in a text, each once; an assignment's name only counts where nothing in the text tells more. */
function kindsIn(text: string, assignments: readonly string[]): string[] {
  const bytes = Buffer.from(text);
  const scanner = secretScanner({ path: "/", type: "file", bytes: bytes.length });
  scanner?.write(bytes);
  const kinds = [...new Set((scanner?.end() ?? []).map(({ kind }) => kind))];
  return kinds.length === 0 && assignments.some(isSecretVariable) ? [NAMED] : kinds;
}
