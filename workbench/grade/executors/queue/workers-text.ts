import type { Heartbeat } from "./schema.ts";

/** How the workers of a class are, in lines for whoever waits for it. Pure. */
export function workersText(workers: readonly Heartbeat[], run: string, waiting: number): string[] {
  const own = workers.filter((each) => each.run === run);
  const unfit = workers.flatMap(({ name, unfit: reasons }) =>
    reasons[run] === undefined ? [] : [`${name} can't grade this class: ${reasons[run]}`],
  );
  const others = workers.length - own.length - unfit.length;
  const busy = others > 0 ? `; ${others} more are at another class, or just starting` : "";
  if (own.length > 0) return [`workers: ${own.map(stateText).join("; ")}${busy}`, ...unfit];
  if (waiting === 0) return [];
  const none =
    workers.length === 0
      ? "no worker is there yet: start one on each machine with npx groundwork worker --redis URL --store WHERE"
      : `no worker takes this class yet${busy}`;
  return [none, ...unfit];
}

function stateText({ name, state, why, running, done }: Heartbeat): string {
  const what = state === "working" ? `grading ${running}` : state;
  return `${name} ${what}${why === null ? "" : ` (${why})`}, ${done} done`;
}
