const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes as decimal units with at most three significant digits: 999 → "999 B", 1234 → "1.23 kB", 99700856 → "99.7 MB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 would round to 1000, which is 1 of the next unit.
  while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${shorten(value)} ${UNITS[unit]}`;
}

function shorten(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
