export type Linkage = "static" | "static-pie" | "dynamic";

/** What an ELF file says of itself. */
export interface ElfFacts {
  /** `x86-64`, `aarch64`, or the number of another machine as text. */
  readonly machine: string;
  /** e_machine, as the ELF specification numbers machines. */
  readonly machineNumber: number;
  readonly bits: 32 | 64;
  readonly type: "executable" | "shared-object" | "other";
  /** Of executables: no interpreter and fixed (`static`), no interpreter but relocatable (`static-pie`), or asks for a loader (`dynamic`). */
  readonly linkage: Linkage;
  /** PT_INTERP: path of the dynamic loader that the kernel starts instead. */
  readonly interpreter: string | null;
  /** DT_NEEDED, in order. */
  readonly needed: readonly string[];
  readonly soname: string | null;
  /** DT_RPATH: folders, separated by colons, that glibc's loader looks into first where there is no RUNPATH. */
  readonly rpath: string | null;
  /** DT_RUNPATH: folders that the loader looks into after LD_LIBRARY_PATH. */
  readonly runpath: string | null;
  /** Symbol versions asked of each needed library, for example libc.so.6 → [GLIBC_2.2.5, GLIBC_2.34]. */
  readonly versionsNeeded: Readonly<Record<string, readonly string[]>>;
  /** Those of `versionsNeeded` that the linker marked as weak: glibc's loader does without them. */
  readonly versionsOptional: Readonly<Record<string, readonly string[]>>;
  /** Symbol versions that this library defines, ascending, for example GLIBC_2.34; the name of the file itself left out. */
  readonly versionsProvided: readonly string[];
}

/** What the kernel goes by in a regular file's first bytes: an ELF file, or a script's interpreter line. */
export type ProgramFacts =
  | { readonly kind: "elf"; readonly elf: ElfFacts }
  /** `line`: what stands after `#!`, to the newline (a CR before it kept), at most 255 bytes, each byte one character. */
  | { readonly kind: "script"; readonly line: string };

/** Something secret that lies in a file. Never the secret itself. */
export interface SecretFinding {
  /** In words: `private key`, `GitHub token` … */
  readonly kind: string;
  /** Line of the file, from 1; null where lines make no sense. */
  readonly line: number | null;
}

/** What a layer says it takes away from those below: one path with all under it, or all that is in a folder. */
export type Whiteout =
  { readonly kind: "path"; readonly path: string } | { readonly kind: "opaque"; readonly path: string };

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
  /** `CMD-SHELL` or `CMD` and the words after it; null where the image has none. */
  readonly healthcheck: readonly string[] | null;
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
  /** What the layer itself holds, in the tar's order; a path that the tar has twice stands here twice. */
  readonly files: readonly LayerFile[];
  /** What it takes away from the layers below. */
  readonly whiteouts: readonly Whiteout[];
}

/** One path as a layer has it. */
export interface LayerFile {
  /** Absolute, no trailing slash. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink" | "hardlink" | "device" | "fifo";
  readonly bytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkTarget: string | null;
  /** ELF facts or interpreter line of a regular file, or of the one that a hard link names; null for anything else. */
  readonly program: ProgramFacts | null;
  /** Secrets found in the file's bytes; none for a hard link: they are told of the file itself. */
  readonly secrets: readonly SecretFinding[];
}

/** One path of the merged file tree. */
export interface FileFacts extends LayerFile {
  /** Index of the layer that this path comes from. */
  readonly layer: number;
}

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
