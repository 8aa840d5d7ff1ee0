import type Dockerode from "dockerode";
import { z } from "zod";
import type { EngineSituation } from "./types.ts";

const infoSchema = z.looseObject({
  SystemTime: z.string().default(""),
  SecurityOptions: z.array(z.string()).nullish(),
  RegistryConfig: z.looseObject({ Mirrors: z.array(z.string()).nullish() }).nullish(),
  RuncCommit: z.looseObject({ ID: z.string().default("") }).nullish(),
  ContainerdCommit: z.looseObject({ ID: z.string().default("") }).nullish(),
});

/** What an engine says of itself that only a look at the machine asks for: its clock, mirrors, user namespaces, parts. */
export async function situation(docker: Dockerode): Promise<EngineSituation> {
  return situationFrom(await docker.info());
}

/** Reads the engine's `/info`. Pure; throws a ZodError when this is no engine's answer. */
export function situationFrom(info: unknown): EngineSituation {
  const seen = infoSchema.parse(info);
  const clock = Date.parse(seen.SystemTime);
  return {
    clockMs: Number.isNaN(clock) ? null : clock,
    userns: (seen.SecurityOptions ?? []).some((each) => each.includes("name=userns")),
    mirrors: seen.RegistryConfig?.Mirrors ?? [],
    runc: seen.RuncCommit?.ID ?? "",
    containerd: seen.ContainerdCommit?.ID ?? "",
  };
}
