import type Dockerode from "dockerode";

/** Image ids that the classic builder printed: ` ---> 1304f77b718d`. */
const PRINTED_ID = /^ ---> ([0-9a-f]{12,64})$/gm;

/**
 * Removes what a failed classic build leaves behind: one nameless image a finished step. Only images that this build
 * named in its log and that carry neither tag nor digest are touched, the last one first.
 */
export async function removeLeftovers(docker: Dockerode, log: string): Promise<void> {
  const ids = [...log.matchAll(PRINTED_ID)].map((match) => match[1] ?? "").reverse();
  for (const id of new Set(ids)) {
    const image = await docker
      .getImage(id)
      .inspect()
      .catch(() => null);
    const nameless = image?.RepoTags?.length === 0 && (image.RepoDigests ?? []).length === 0;
    // Without force: an image that others stand on stays.
    if (image !== null && nameless) await docker.getImage(id).remove().catch(() => undefined);
  }
}
