/** A seeded source of whole numbers below a bound (mulberry32), so that a case that fails once fails again. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** How many times as many cases as usual a fuzz test runs: `GROUNDWORK_FUZZ`, a whole number. Default: 1. */
export function fuzzFactor(env: NodeJS.ProcessEnv = process.env): number {
  const factor = Number(env["GROUNDWORK_FUZZ"] ?? 1);
  if (Number.isInteger(factor) && factor > 0) return factor;
  throw new Error(`GROUNDWORK_FUZZ is "${env["GROUNDWORK_FUZZ"] ?? ""}": set it to a whole number from 1.`);
}

const HARD = [0, 1, 0x7f, 0x80, 0xff];

/** Some bytes changed (often to edge values), sometimes the end cut off. The bytes given are not empty. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const pick = random(seed);
  const copy = Uint8Array.from(bytes);
  for (let count = 1 + pick(8); count > 0; count--) {
    const start = pick(copy.length);
    const value = pick(2) === 0 ? pick(256) : (HARD[pick(HARD.length)] ?? 0);
    copy.fill(value, start, start + 1 + pick(4));
  }
  return pick(4) === 0 ? copy.subarray(0, pick(copy.length)) : copy;
}
