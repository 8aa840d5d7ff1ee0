import type { BaseConfig } from "../recipes/types.ts";
import { BASE_EPOCH } from "../rootfs/entry.ts";

const CREATED = new Date(BASE_EPOCH * 1000).toISOString();

/**
 * The config of a one-layer image, always the same text for the same input; its sha256 is the image's id on an engine
 * with the classic image store. Source: OCI image-spec, `config.md`.
 */
export function imageConfig(config: BaseConfig, arch: string, diffId: string, createdBy: string): string {
  return JSON.stringify({
    architecture: arch,
    os: "linux",
    created: CREATED,
    config: {
      Env: config.env,
      ...(config.cmd === null ? {} : { Cmd: config.cmd }),
      WorkingDir: config.workdir,
      ...(config.user === "" ? {} : { User: config.user }),
    },
    rootfs: { type: "layers", diff_ids: [diffId] },
    history: [{ created: CREATED, created_by: createdBy }],
  });
}
