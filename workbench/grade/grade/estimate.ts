/** How long the rest takes, from what is done; null before anything is. Milliseconds. Pure. */
export function remainingMs(done: number, total: number, elapsedMs: number): number | null {
  return done === 0 ? null : Math.round((elapsedMs / done) * (total - done));
}

/** A time as people say it. Pure. */
export function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
