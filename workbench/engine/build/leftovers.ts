import type Dockerode from "dockerode";

/**
 * Removes what a classic build leaves behind: one nameless image for each stage, and for each step when it fails.
 * `made` are the images that the build itself made, first to last; one that has a name, or that others stand on, stays.
 */
export async function removeLeftovers(docker: Dockerode, made: readonly string[]): Promise<void> {
  for (const id of new Set(made.toReversed())) {
    const image = await docker
      .getImage(id)
      .inspect()
      .catch(() => null);
    const nameless = (image?.RepoTags ?? []).length === 0 && (image?.RepoDigests ?? []).length === 0;
    if (image === null || !nameless) continue;
    // Without force: an image that others stand on stays. Without pruning: what it stands on may be the user's.
    await docker
      .getImage(id)
      .remove({ noprune: true })
      .catch(() => undefined);
  }
}
