import { z } from "zod";
import { ImageReadError } from "./read-error.ts";
import type { ImageConfig } from "./types.ts";

// Go writes an absent list or map as null, as an empty one, or not at all.
const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
const keys = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => Object.keys(value ?? {}));

const containerSchema = z.object({
  User: text,
  Env: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
  Entrypoint: orNull(z.array(z.string())),
  Cmd: orNull(z.array(z.string())),
  WorkingDir: text,
  Labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
  ExposedPorts: keys,
  Volumes: keys,
  StopSignal: orNull(z.string()),
  Healthcheck: orNull(z.object({ Test: orNull(z.array(z.string())) })),
  OnBuild: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
});

const configSchema = z.object({
  architecture: text,
  os: text,
  variant: text,
  config: containerSchema.nullish().transform((value) => value ?? containerSchema.parse({})),
  rootfs: z.object({
    diff_ids: z
      .array(z.string())
      .nullish()
      .transform((value) => value ?? []),
  }),
  history: z
    .array(z.object({ created_by: text, empty_layer: z.boolean().nullish() }))
    .nullish()
    .transform((value) => value ?? []),
});

export interface ParsedConfig {
  readonly platform: string;
  readonly config: ImageConfig;
  readonly diffIds: readonly string[];
  /** One instruction a layer; empty texts where the history does not say. */
  readonly createdBy: readonly string[];
}

/** Reads an image config (OCI image specification, config.md; Docker's is the same). Unknown keys are passed over. */
export function parseConfig(json: string): ParsedConfig {
  const parsed = configSchema.safeParse(parseJson(json, "image config"));
  if (!parsed.success)
    throw new ImageReadError(`The image config is not one: ${z.prettifyError(parsed.error)}`);
  const { architecture, os, variant, config, rootfs, history } = parsed.data;
  const steps = history.filter((step) => step.empty_layer !== true).map((step) => step.created_by);
  const known = steps.length === rootfs.diff_ids.length;
  return {
    platform: [os, architecture, variant].filter((part) => part !== "").join("/"),
    diffIds: rootfs.diff_ids,
    createdBy: rootfs.diff_ids.map((_, index) => (known ? (steps[index] ?? "") : "")),
    config: {
      user: config.User,
      env: config.Env,
      entrypoint: config.Entrypoint,
      cmd: config.Cmd,
      workdir: config.WorkingDir,
      labels: config.Labels,
      exposedPorts: config.ExposedPorts,
      volumes: config.Volumes,
      stopSignal: config.StopSignal,
      healthcheck: config.Healthcheck?.Test ?? null,
      onBuild: config.OnBuild,
    },
  };
}

/** JSON.parse that names what was being read. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImageReadError(
      `The ${what} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
