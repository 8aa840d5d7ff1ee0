import type { LabEvent } from "../../lab/events.ts";
import type { Asked, Refusal } from "../contract.ts";
import type { RunRecord } from "../messages.ts";

/** Events that are kept of one run: more than any lab of the course tells, unless a step prints without end. */
const MOST_EVENTS = 4000;

interface Open {
  readonly asked: Asked;
  readonly events: LabEvent[];
  fault: Refusal | null;
}

/** Of each lab the run that is under way, or was last: what a page that is opened later has to be told. */
export class RunRecords {
  readonly #byLab = new Map<string, Open>();

  begin(asked: Asked): void {
    this.#byLab.set(asked.lab, { asked, events: [], fault: null });
  }

  add({ lab }: Asked, event: LabEvent): void {
    const events = this.#byLab.get(lab)?.events;
    if (!events) return;
    events.push(event);
    if (events.length > MOST_EVENTS) events.splice(leastMissed(events), 1);
  }

  fail({ lab }: Asked, fault: Refusal): void {
    const record = this.#byLab.get(lab);
    if (record) record.fault = fault;
  }

  of(lab: string): RunRecord | null {
    const record = this.#byLab.get(lab);
    return record === undefined ? null : { ...record, events: [...record.events] };
  }
}

/** Index of the event that can go: the oldest line of output. Steps and results stay. */
function leastMissed(events: readonly LabEvent[]): number {
  return Math.max(
    0,
    events.findIndex(({ type }) => type === "build-output"),
  );
}
