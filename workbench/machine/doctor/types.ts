import { z } from "zod";
import type { Tried } from "../../engine/discover/types.ts";
import type { EngineFacts, EngineSituation } from "../../engine/types.ts";

/** What a real try to reach a registry through the engine gave. */
export interface RegistryReach {
  /** As a reference names it, for example `docker.io`. */
  readonly registry: string;
  readonly reached: boolean;
  /** The engine's own words; empty where it was reached. */
  readonly message: string;
}

/** What Docker Hub said of this machine's pulls. `untold`: it answered and set no limit. */
export type HubLimit =
  | { readonly kind: "told"; readonly limit: number; readonly remaining: number; readonly hours: number }
  | { readonly kind: "untold" }
  | { readonly kind: "not reached"; readonly message: string };

/** How many bases of the catalogue are there, by where they came from, and how many are not. */
export interface BasesCount {
  readonly byOrigin: Readonly<Record<string, number>>;
  /** Not here, and with a recipe. */
  readonly absent: number;
  /** Not here, and to be had from a registry only. */
  readonly absentPulled: number;
}

/** All that the checks look at; gathered by `observe`. */
export interface Observations {
  readonly engine: EngineFacts | null;
  readonly situation: EngineSituation | null;
  readonly isPrivate: boolean;
  /** Why there is no engine, and the next step; null when there is one. */
  readonly fault: { readonly message: string; readonly next: string } | null;
  readonly tried: readonly Tried[];
  /** Empty when there was no engine to ask through. */
  readonly registries: readonly RegistryReach[];
  /** Asked by this process, since an engine does not pass such headers on. */
  readonly hub: HubLimit;
  /** Null when there was no engine to look in. */
  readonly bases: BasesCount | null;
  /** Why bases can't be built from packages on this machine; null when they can. */
  readonly whyNotBuilt: string | null;
  /** Free bytes where the engine keeps its data; null where that can't be seen from here. */
  readonly engineFreeBytes: number | null;
  /** The builder that GROUNDWORK_BUILDER names; null where it names none. */
  readonly namedBuilder: string | null;
  /** This machine's clock, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly node: string;
  /** Null where npm could not be asked. */
  readonly npm: string | null;
  /** For example `linux x64`. */
  readonly host: string;
  /** Version of the course, and the commit where there is one. */
  readonly course: string;
  readonly stateDir: string;
  /** Free bytes on the disk of the state folder; null when the system does not say. */
  readonly freeBytes: number | null;
  /** The system's words when a file could not be written there; null when it could. */
  readonly stateProblem: string | null;
}

/** One check of the doctor. */
export const checkSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z
    .enum(["ok", "note", "fail"])
    .describe("note: labs run, but there is something to know; fail: labs can't run"),
  seen: z.string(),
  remark: z.string().nullable().describe("what it means; null where it says itself"),
  todo: z.string().nullable().describe("what to do about it; null when nothing is to be done"),
});
export type Check = z.infer<typeof checkSchema>;
export type CheckStatus = Check["status"];

/** What `groundwork doctor --json` prints. */
export const doctorReportSchema = z.strictObject({
  format: z.literal("groundwork.doctor/1"),
  labsCanRun: z.boolean(),
  checks: z.array(checkSchema),
  todo: z.array(z.string()).describe("what to do, the most pressing first; empty when all is well"),
  block: z.string().describe("for a bug report: no home folder, user or password in it"),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
