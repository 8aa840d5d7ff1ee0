import type { Add } from "dockerfile-ast";
import { broken, type Broken } from "./rules.ts";

/** Addresses that ADD fetches from: http, and Git in the spellings that BuildKit takes for it. */
const REMOTE = /^([a-z][a-z0-9+.-]*:\/\/|git@|[^/]+@[^/]+:|github\.com\/)|\.git(#|$)/i;

/** What the sources of an ADD break. Pure. */
export function brokenByAdd(instruction: Add): Broken[] {
  const sources = words(instruction).slice(0, -1);
  if (sources.some((source) => REMOTE.test(source))) return [broken("remote-add")];
  return sources.some((source) => /["'\\$]/.test(source)) ? [broken("add-unclear")] : [];
}

function words(instruction: Add): string[] {
  const written = instruction.getArguments().map((each) => each.getValue());
  const whole = written.join(" ").trim();
  if (!whole.startsWith("[")) return written;
  try {
    const parsed: unknown = JSON.parse(whole);
    return Array.isArray(parsed) ? parsed.map(String) : written;
  } catch {
    return written;
  }
}
