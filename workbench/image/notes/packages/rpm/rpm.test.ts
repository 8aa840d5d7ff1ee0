import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { sourceName } from "./header.ts";
import { readRpm } from "./read.ts";
import { bdbFile, ndbFile, sqliteFile } from "./rpm.fixture.ts";
import { readRpmSqlite } from "./sqlite.ts";

/** What `rpm -qa` itself printed of the database. */
const INSTALLED = [
  { name: "epochal", version: "7:2.5~rc1-3.el10", architecture: "noarch", source: "epochal" },
  { name: "large", version: "0.9-12", architecture: "noarch", source: "large" },
  { name: "small", version: "1.0-1.fc43", architecture: "noarch", source: "small" },
];

test.for([
  ["rpm sqlite", sqliteFile],
  ["rpm bdb", bdbFile],
  ["rpm ndb", () => ndbFile([...readRpmSqlite(sqliteFile(), null)])],
] as const)("the packages of a database in the form %s", ([format, make]) => {
  const { packages, problem } = readRpm(format, make());
  expect(problem).toBeNull();
  expect(packages.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(INSTALLED);
});

test.for([
  ["rpm sqlite", sqliteFile, 20_000],
  ["rpm bdb", bdbFile, 20_000],
  ["rpm ndb", () => ndbFile([...readRpmSqlite(sqliteFile(), null)]), 7000],
] as const)("a database %s that is cut short says so and gives what it has", ([format, make, length]) => {
  const { packages, problem } = readRpm(format, make().subarray(0, length));
  expect(packages.length).toBeLessThan(3);
  expect(problem).toMatch(/^it is damaged: /);
});

test.for(["rpm sqlite", "rpm bdb", "rpm ndb"] as const)("an empty file is no database %s", (format) => {
  expect(readRpm(format, new Uint8Array())).toMatchObject({ packages: [], problem: expect.any(String) });
});

test.for([
  ["glibc-2.41-1.fc43.src.rpm", "glibc"],
  ["python3-pip-24.3.1-2.el9.nosrc.rpm", "python3-pip"],
  ["(none)", null],
] as const)("the source package of %s is %s", ([file, name]) => {
  expect(sourceName(file)).toBe(name);
});

/** Bytes by chance of lengths that end on every kind of page: in the row, on one page more, on many. */
const BLOBS = [0, 1, 100, 3900, 4061, 4062, 4096, 9000, 70_000].flatMap((length, seed) => [
  Buffer.from(createHash("shake256", { outputLength: length }).update(`${seed}`).digest()),
  Buffer.from(
    createHash("shake256", { outputLength: length + 3 })
      .update(`${seed}`)
      .digest(),
  ),
]);

/** Runs with an open database as SQLite itself writes it, and its file. */
function withDatabase<T>(pageSize: number, use: (database: DatabaseSync, file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "groundwork-sqlite-"));
  const file = join(folder, "rpmdb.sqlite");
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA page_size=${pageSize}; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;`);
    database.exec("CREATE TABLE Name (key TEXT); CREATE INDEX i ON Name(key);");
    database.exec("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL);");
    return use(database, file);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function fill(database: DatabaseSync, rounds: number): Buffer[] {
  const insert = database.prepare("INSERT INTO Packages (blob) VALUES (?)");
  const all = Array.from({ length: rounds }, () => BLOBS).flat();
  database.exec("BEGIN");
  for (const blob of all) insert.run(blob);
  database.exec("COMMIT");
  return all;
}

test.for([512, 1024, 4096, 65_536])("rows of SQLite's own files, in pages of %i bytes", (pageSize) => {
  withDatabase(pageSize, (database, file) => {
    const rows = fill(database, pageSize < 1024 ? 3 : 40);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const read = [...readRpmSqlite(readFileSync(file), null)].map((blob) => Buffer.from(blob));
    expect(read.length).toBe(rows.length - rows.filter((row) => row.length === 0).length);
    expect(Buffer.concat(read).equals(Buffer.concat(rows))).toBe(true);
  });
});

test("what only the log holds counts, once it is committed", () => {
  withDatabase(4096, (database, file) => {
    fill(database, 1);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const later = fill(database, 2);
    copyFileSync(file, `${file}.copy`);
    const log = readFileSync(`${file}-wal`);
    const rows = [...readRpmSqlite(readFileSync(file), log)];
    expect(rows.length).toBe(3 * (BLOBS.length - 1));
    expect(
      Buffer.concat(rows.slice(-later.length / 2 + 1)).equals(Buffer.concat(later.slice(later.length / 2))),
    ).toBe(true);
    // The last frame commits; without it nothing of the log counts.
    const uncommitted = [...readRpmSqlite(readFileSync(file), log.subarray(0, log.length - 1))];
    expect(uncommitted.length).toBe(BLOBS.length - 1);
  });
});
