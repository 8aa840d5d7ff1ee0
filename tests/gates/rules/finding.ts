import type { Finding } from "../../../workbench/course/content/finding.ts";

/** Fails with every finding on a line of its own, as `file:line says`. */
export function mustBeEmpty(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  throw new Error(findings.map(({ file, line, says }) => `${file}:${line} ${says}`).join("\n"));
}
