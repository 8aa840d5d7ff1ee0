/** One image of an archive, by the names of its entries. */
export interface ArchivedImage {
  readonly config: string;
  readonly layers: readonly string[];
  readonly tags: readonly string[];
  /** Digest of its OCI manifest, where the archive has one. */
  readonly manifestDigest: string | null;
}
