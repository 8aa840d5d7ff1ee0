import type { Package } from "../../schema.ts";
import { readBdb } from "./bdb.ts";
import { DatabaseError } from "./bytes.ts";
import { readHeader } from "./header.ts";
import { readNdb } from "./ndb.ts";
import { readRpmSqlite } from "./sqlite.ts";

type RpmFormat = "rpm sqlite" | "rpm ndb" | "rpm bdb";

interface RpmRead {
  readonly packages: readonly Package[];
  /** Why it was not read to its end; null where it was. */
  readonly problem: string | null;
}

/** Packages of an RPM database, as far as it can be read. `log` is SQLite's write-ahead log, where one lies beside it. */
export function readRpm(format: RpmFormat, bytes: Uint8Array, log: Uint8Array | null = null): RpmRead {
  const packages: Package[] = [];
  try {
    for (const blob of blobsOf(format, bytes, log)) {
      const found = readHeader(blob);
      if (found) packages.push(found);
    }
    return { packages, problem: null };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return { packages, problem: `it is damaged: ${error.message}` };
  }
}

function blobsOf(format: RpmFormat, bytes: Uint8Array, log: Uint8Array | null): Iterable<Uint8Array> {
  switch (format) {
    case "rpm sqlite":
      return readRpmSqlite(bytes, log);
    case "rpm ndb":
      return readNdb(bytes);
    case "rpm bdb":
      return readBdb(bytes);
  }
}
