const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/**
 * A bar of at most `cells` columns for a share from 0 to 1, drawn in eighths of a column and padded with spaces.
 * What is not zero is always seen, if only as the thinnest sign.
 */
export function bar(share: number, cells: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * cells * 8);
  const seen = share > 0 ? Math.max(1, eighths) : 0;
  return ("█".repeat(Math.floor(seen / 8)) + (EIGHTHS[seen % 8] ?? "")).padEnd(cells);
}
