import type { ImageConfig } from "../image/types.ts";

/** What a recording keeps of an image's config: all that a child inherits, and ONBUILD. Pure. */
export function configFields(config: ImageConfig) {
  const { user, workdir, env, entrypoint, cmd, exposedPorts, volumes } = config;
  const { stopSignal, healthcheck, onBuild } = config;
  return {
    ...{ user, workdir, stopSignal, env: [...env], onBuild: [...onBuild] },
    ...{ exposedPorts: [...exposedPorts], volumes: [...volumes] },
    entrypoint: listOrNull(entrypoint),
    cmd: listOrNull(cmd),
    healthcheck: listOrNull(healthcheck),
  };
}

function listOrNull(list: readonly string[] | null): string[] | null {
  return list && [...list];
}
