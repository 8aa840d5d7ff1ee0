export type Linkage = "static" | "static-pie" | "dynamic";

/** What an ELF file says of itself. */
export interface ElfFacts {
  /** `x86-64`, `aarch64`, or the number of another machine as text. */
  readonly machine: string;
  readonly bits: 32 | 64;
  readonly type: "executable" | "shared-object" | "other";
  /** Of executables: no interpreter and fixed (`static`), no interpreter but relocatable (`static-pie`), or asks for a loader (`dynamic`). */
  readonly linkage: Linkage;
  /** PT_INTERP: path of the dynamic loader that the kernel starts instead. */
  readonly interpreter: string | null;
  /** DT_NEEDED, in order. */
  readonly needed: readonly string[];
  readonly soname: string | null;
  readonly runpath: string | null;
  /** Symbol versions asked of each needed library, for example libc.so.6 → [GLIBC_2.2.5, GLIBC_2.34]. */
  readonly versionsNeeded: Readonly<Record<string, readonly string[]>>;
}

export interface ImageConfig {
  readonly user: string;
  readonly env: readonly string[];
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly workdir: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly stopSignal: string | null;
  readonly onBuild: readonly string[];
}

export interface LayerFacts {
  /** diff id: sha256 of the uncompressed layer tar. */
  readonly digest: string;
  /** Bytes of the uncompressed layer tar. */
  readonly unpackedBytes: number;
  /** Bytes of the layer blob as a registry would hold it; gzip level 6 where the engine holds no blob; null when not measured. */
  readonly compressedBytes: number | null;
  readonly createdBy: string;
  /** Regular files, links and folders in the layer, whiteouts not counted. */
  readonly entryCount: number;
}

/** One path of the merged file tree. */
export interface FileFacts {
  /** Absolute, no trailing slash. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink" | "hardlink" | "device" | "fifo";
  readonly bytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkTarget: string | null;
  /** Index of the layer that this path comes from. */
  readonly layer: number;
}

/** One path as a layer has it: the facts of the merged tree, but for the layer's number. */
export type LayerFile = Omit<FileFacts, "layer">;

/** Everything read of one image in one pass over its stream. */
export interface ImageFacts {
  readonly id: string;
  readonly platform: string;
  readonly config: ImageConfig;
  readonly layers: readonly LayerFacts[];
  readonly unpackedBytes: number;
  readonly compressedBytes: number | null;
  /** Merged tree, whiteouts applied, by path. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Paths of shells found (sh, ash, bash, dash, busybox as sh …), in PATH order. */
  readonly shells: readonly string[];
  readonly libc: "glibc" | "musl" | "none";
  /** Paths of dynamic loaders (ld-linux-*, ld-musl-*). */
  readonly loaders: readonly string[];
}
