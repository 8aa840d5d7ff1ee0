/** What a registry's access log says of blobs that moved. */
export interface BlobTraffic {
  /** Digests of the blobs whose upload was completed. */
  readonly uploaded: ReadonlySet<string>;
  /** Digests of the blobs that were sent out whole. */
  readonly downloaded: ReadonlySet<string>;
}

/** `"PUT /v2/NAME/blobs/uploads/UUID?…digest=sha256%3A… HTTP/1.1" 201`, in the Apache format that the registry writes. */
const UPLOAD =
  /"PUT \/v2\/\S+\/blobs\/uploads\/\S*[?&]digest=(sha256(?::|%3A)[0-9a-f]{64})\S* HTTP\/[\d.]+" 201 /i;
const DOWNLOAD = /"GET \/v2\/\S+\/blobs\/(sha256:[0-9a-f]{64}) HTTP\/[\d.]+" 200 /;

/** Reads an access log. A blob that the engine only asked for (HEAD) or mounted did not move. Pure. */
export function blobTraffic(lines: readonly string[]): BlobTraffic {
  const all = (pattern: RegExp): ReadonlySet<string> =>
    new Set(lines.flatMap((line) => decodeURIComponent(pattern.exec(line)?.[1] ?? "") || []));
  return { uploaded: all(UPLOAD), downloaded: all(DOWNLOAD) };
}
