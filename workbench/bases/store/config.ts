import type { BaseConfig } from "../recipes/types.ts";
import { BASE_EPOCH } from "../rootfs/entry.ts";

const CREATED = new Date(BASE_EPOCH * 1000).toISOString();

/** One layer of an image: the sha256 of its tar, and what made it. */
interface LayerLine {
  readonly diffId: string;
  readonly createdBy: string;
}

/**
 * An image's config, always the same text for the same input; its sha256 is the image's id on an engine with the
 * classic image store. Source: OCI image-spec, `config.md`.
 */
export function imageConfig(config: BaseConfig, arch: string, layers: readonly LayerLine[]): string {
  return JSON.stringify({
    architecture: arch,
    os: "linux",
    created: CREATED,
    config: {
      Env: config.env,
      ...(config.entrypoint === undefined ? {} : { Entrypoint: config.entrypoint }),
      ...(config.cmd === null ? {} : { Cmd: config.cmd }),
      WorkingDir: config.workdir,
      ...(config.user === "" ? {} : { User: config.user }),
      ...(config.ports === undefined
        ? {}
        : { ExposedPorts: Object.fromEntries(config.ports.map((port) => [port, {}])) }),
    },
    rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(({ createdBy }) => ({ created: CREATED, created_by: createdBy })),
  });
}
