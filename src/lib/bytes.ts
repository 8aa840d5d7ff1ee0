const units = ["B", "kB", "MB", "GB", "TB"];

/** A number of bytes in decimal units, as engines and registries print them, with three digits that count: `8.45 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && roundThree(value) >= 1000) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? Math.round(value) : roundThree(value)} ${units[unit]}`;
}

function roundThree(value: number): number {
  return Number(value.toPrecision(3));
}

/** How far a guess was off, as a factor of at least 1 (guess 20, actual 10 → 2). Both must be above zero. */
export function timesOff(guess: number, actual: number): number {
  return Math.max(guess, actual) / Math.max(1, Math.min(guess, actual));
}

/** `1.4 times too large`, `12 times too small`, or `spot on` within 5%. */
export function describeOff(guess: number, actual: number): string {
  const times = timesOff(guess, actual);
  if (times < 1.05) return "spot on, within 5%";
  const shown = times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString("en");
  return `${shown} times too ${guess > actual ? "large" : "small"}`;
}
