import { breachSchema, type Breach } from "../schema/grade.ts";
import type { JobCounters } from "./cgroup/group.ts";

/** All from which breaches are told; none of it comes from inside of a container. */
export interface Signs {
  readonly counters: JobCounters;
  /** The kernel was seen to have killed for memory in a group that may be gone by now. */
  readonly killWasSeen: boolean;
  readonly diskWasFull: boolean;
  readonly timeIsUp: boolean;
  /** What the engine room noted, a word on a line. */
  readonly notes: string;
}

/** Which limits were met. Pure. */
export function breachesOf({ counters, killWasSeen, diskWasFull, timeIsUp, notes }: Signs): Breach[] {
  const seen = new Set<string>(notes.split("\n"));
  // A limit that the kernel could keep by dropping cached files is no breach: somebody must have been killed for it.
  if (killWasSeen || counters.memoryKills > 0) seen.add("memory");
  if (counters.memoryMet && seen.has("killed")) seen.add("memory");
  if ((counters.pidsPeak ?? 0) >= counters.pidsMax || counters.pidsRefused > 0) seen.add("processes");
  if (diskWasFull) seen.add("disk");
  if (timeIsUp) seen.add("submission-time");
  return breachSchema.options.filter((breach) => seen.has(breach));
}
