import type { EngineFacts } from "../../engine/types.ts";

/** A fault of some versions of an engine that a learner meets sooner or later. */
export interface KnownFault {
  readonly product: "docker" | "podman";
  /** First version that has it; null: all earlier ones too. */
  readonly from: string | null;
  /** First version without it; null: none yet. */
  readonly below: string | null;
  /** Only with this image store. */
  readonly store?: EngineFacts["imageStore"];
  readonly what: string;
  /** What Groundwork does about it, or what the reader knows now. */
  readonly remark: string;
  /** What to do; null when nothing is to be done. */
  readonly todo: string | null;
  /** Where it is described by those who mend it. */
  readonly source: string;
}

export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    product: "docker",
    from: "20.10.0",
    below: "20.10.10",
    what: "programs for glibc 2.34 and newer can't start a thread (clone3 is refused with EPERM)",
    remark: "Labs on newer bases fail with `Operation not permitted`, which is the engine's doing.",
    todo: "Update Docker to 20.10.10 or newer.",
    source: "https://github.com/moby/moby/pull/42836",
  },
  {
    product: "docker",
    from: "29.5.0",
    below: null,
    what: "BuildKit builds that are asked for over a kept connection hang or end with `invalid tar header`",
    remark: "Groundwork closes each connection, which avoids it. GROUNDWORK_BUILDER=classic avoids BuildKit.",
    todo: null,
    source: "https://github.com/apocas/docker-modem/issues/196",
  },
  {
    product: "docker",
    from: null,
    below: null,
    store: "containerd",
    what: "`docker image ls` adds the compressed and the unpacked size of an image up",
    remark: "Groundwork measures both itself and says which is which.",
    todo: null,
    source: "https://github.com/moby/moby/issues/53398",
  },
  {
    product: "podman",
    from: null,
    below: null,
    what: "it has no BuildKit behind Docker's API",
    remark: "Groundwork builds with the classic way of the API; messages of builds differ from the pages.",
    todo: null,
    source:
      "https://github.com/testcontainers/testcontainers-node/blob/main/docs/supported-container-runtimes.md",
  },
];

/** The faults that an engine of these facts has. Pure. */
export function faultsOf(
  engine: Pick<EngineFacts, "product" | "version" | "imageStore">,
  faults: readonly KnownFault[] = KNOWN_FAULTS,
): readonly KnownFault[] {
  return faults.filter(
    ({ product, from, below, store }) =>
      product === engine.product &&
      (store === undefined || store === engine.imageStore) &&
      (from === null || compareVersions(engine.version, from) >= 0) &&
      (below === null || compareVersions(engine.version, below) < 0),
  );
}

/** Order of two versions by their numbers; what distributions add (`+dfsg1`, `-rc1`) does not count. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbers(one), numbers(other)];
  const differing = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return differing === undefined ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}

function numbers(version: string): readonly number[] {
  return /^\d+(?:\.\d+)*/.exec(version)?.[0].split(".").map(Number) ?? [];
}
