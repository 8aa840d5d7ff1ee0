import type Dockerode from "dockerode";
import { z } from "zod";
import { isMissing } from "./answers.ts";

const usageSchema = z.looseObject({
  BuildCache: z
    .array(z.looseObject({ Size: z.number().default(0), Shared: z.boolean().default(false) }))
    .nullish(),
});

/** Names of the volumes that carry a label (`key` or `key=value`). */
export async function listVolumes(docker: Dockerode, label: string): Promise<string[]> {
  const found = await docker.listVolumes({ filters: { label: [label] } });
  // An engine without any says null.
  return (found.Volumes ?? []).map((volume) => volume.Name);
}

/** Removes a volume; false when there was none. One that a container uses is refused, and that is thrown. */
export async function removeVolume(docker: Dockerode, name: string): Promise<boolean> {
  try {
    await docker.getVolume(name).remove();
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Bytes of BuildKit's cache that images do not share: what pruning it can give back. */
export async function buildCacheBytes(docker: Dockerode): Promise<number> {
  const { BuildCache } = usageSchema.parse(await docker.df());
  return (BuildCache ?? []).reduce((sum, { Size, Shared }) => sum + (Shared ? 0 : Size), 0);
}

/** Empties BuildKit's cache, whoever filled it: only for an engine that is ours alone. */
export async function pruneBuildCache(docker: Dockerode): Promise<void> {
  await docker.pruneBuilder();
}
