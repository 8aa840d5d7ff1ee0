/** A real executable used as a subject, unpacked from its npm package for one platform. */
export interface Program {
  /** id in the catalogue: esbuild, biome, biome-musl, sass, sass-musl, rollup-glibc, rollup-musl */
  readonly id: string;
  /** npm package and exact version it came from */
  readonly package: string;
  readonly version: string;
  readonly integrity: string;
  readonly platform: string;
  /** Absolute path of the main executable on this machine. */
  readonly path: string;
  /** Further files that the program needs beside it (absolute path → name beside the executable). */
  readonly beside: Readonly<Record<string, string>>;
}
