/** What people write where a secret would stand. */
const PLACEHOLDER =
  /example|placeholder|change.?me|your|dummy|sample|secret|password|redacted|insert|replace|\*{3}|x{4}|1234567890|0123456789|abcdefgh/i;

/** Whether a token is one from documentation: it holds such a word, a run, or too few different characters for chance. */
export function looksMadeUp(value: string): boolean {
  if (PLACEHOLDER.test(value) || /(.)\1{5}/.test(value)) return true;
  // 16 random hex digits have about 10 different ones, 36 of base62 about 27.
  return new Set(value).size < Math.min(8, value.length / 2);
}
