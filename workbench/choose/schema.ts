import { z } from "zod";
import type { Answer } from "./answer.ts";
import { isAsked, questionOf } from "./questions.ts";
import { BEHAVIOURS, NEED_KEYS, NOTHING_SAID, PROGRAMS } from "./types.ts";
import type { Needs } from "./types.ts";

const megabytes = z.int().positive().nullable();

/** What `--needs FILE.json` holds: the program, and whatever else is needed; what is left out asks nothing of a base. */
export const needsSchema: z.ZodType<Needs> = z
  .strictObject({
    program: z.enum(PROGRAMS).describe("what is to be run"),
    addon: z.enum(["none", "glibc", "musl"]).default(NOTHING_SAID.addon),
    tls: z.boolean().default(false).describe("it makes TLS connections to others"),
    zones: z.boolean().default(false).describe("it uses time zones"),
    tmp: z.boolean().default(false).describe("it writes temporary files"),
    user: z.enum(["any", "nonroot", "name"]).default(NOTHING_SAID.user),
    shell: z.enum(["no", "sh", "bash"]).default(NOTHING_SAID.shell),
    debug: z.enum(["beside", "inside"]).default(NOTHING_SAID.debug),
    packages: z.enum(["no", "build", "run"]).default(NOTHING_SAID.packages),
    patches: z.enum(["any", "distribution", "pin"]).default(NOTHING_SAID.patches),
    glibc: z.array(z.enum(BEHAVIOURS)).default([]).describe("behaviour that only glibc has"),
    weigh: z.enum(["unpacked", "compressed"]).default(NOTHING_SAID.weigh),
    maxUnpacked: megabytes.default(null).describe("of the base, in MB of 1,000,000 bytes"),
    maxCompressed: megabytes.default(null).describe("of the base, in MB of 1,000,000 bytes"),
  })
  .refine((needs) => needs.addon === "none" || isAsked(questionOf("addon"), needs), {
    path: ["addon"],
    message: "a program of that kind loads no addon",
  });

const needKey = z.enum(NEED_KEYS);
const origin = z.enum(["registry", "packages", "stand-in", "engine"]);
const base = z.strictObject({ reference: z.string(), origin, digest: z.string() });

const citation = z.strictObject({
  of: z.string().regex(/^\d{2}-[a-z0-9-]+\/[a-z0-9][a-z0-9-]*$/, "EXPERIMENT/KEY"),
  place: z.string().regex(/^\d{2}-[a-z0-9-]+#[a-z0-9-]+$/, "PAGE#ANCHOR"),
  words: z.string().min(1),
  recordedAt: z.iso.datetime(),
  platform: z.string(),
  base: base.nullable(),
});

const reason = z.strictObject({
  need: needKey,
  fact: z.string(),
  holds: z.enum(["yes", "line", "add", "no", "untold"]),
  says: z.string().min(1),
  seen: z.array(citation),
  lines: z.array(z.string()),
  weight: z.int().nonnegative(),
  published: z
    .strictObject({
      release: z.string(),
      until: z.iso.date(),
      longTermUntil: z.iso.date().nullable(),
      source: z.string(),
      asOf: z.iso.date(),
    })
    .nullable(),
});

/** What `groundwork choose --json` prints, and what the page shows. */
export const answerSchema = z.strictObject({
  format: z.literal("groundwork.choice/1"),
  needs: needsSchema,
  winner: z.string().nullable(),
  bases: z.array(
    z.strictObject({
      id: z.string(),
      reference: z.string(),
      origin,
      note: z.string().nullable(),
      verdict: z.enum(["fits", "fits-with-additions", "not-told", "does-not-fit"]),
      reasons: z.array(reason),
      costs: z.array(reason),
    }),
  ),
  findOut: z.string().nullable(),
  nothingFits: z
    .strictObject({
      says: z.string(),
      ways: z.array(z.strictObject({ drop: z.array(needKey), says: z.string(), base: z.string() })),
    })
    .nullable(),
  changes: z.array(z.strictObject({ need: needKey, says: z.string(), base: z.string().nullable() })),
  dockerfile: z.string().nullable(),
  command: z.string(),
}) satisfies z.ZodType<Answer>;
