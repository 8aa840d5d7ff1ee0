import { DatabaseSync } from "node:sqlite";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fuzzFactor, mutate } from "../seeded.fixture.ts";
import { distributionOf } from "./distribution.ts";
import { installedPackages } from "./packages/databases.ts";
import { readRpm } from "./packages/rpm/read.ts";
import { bdbFile, ndbFile, sqliteFile } from "./packages/rpm/rpm.fixture.ts";
import { readRpmSqlite } from "./packages/rpm/sqlite.ts";
import { distributionSchema, packageDatabaseSchema, packageSchema, userSchema } from "./schema.ts";
import { secretScanner } from "./secrets/scanner.ts";
import { treeOf } from "./tree.fixture.ts";
import { accountsOf, resolveUser } from "./users.ts";

const FACTOR = fuzzFactor();
const TIME = { timeout: 60_000 * FACTOR };
const RPM_CASES = 3000 * FACTOR;
const TEXT_CASES = 4000 * FACTOR;

const blobs = [...readRpmSqlite(sqliteFile(), null)];

/** A small database with its rows on several pages, and a log that holds half of them. */
function smallSqlite(): { file: Buffer; log: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "groundwork-fuzz-"));
  const path = join(folder, "rpmdb.sqlite");
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA page_size=512; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;");
    database.exec("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB NOT NULL);");
    const insert = database.prepare("INSERT INTO Packages (blob) VALUES (?)");
    const small = [...blobs].sort((a, b) => a.length - b.length).slice(0, 2);
    for (const blob of small) insert.run(blob);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    for (const blob of small) insert.run(blob);
    return { file: readFileSync(path), log: readFileSync(`${path}-wal`) };
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

const small = smallSqlite();
const smallBlobs = blobs.filter(({ length }) => length < 4000);

test.for([
  ["rpm sqlite", small.file, null],
  ["rpm sqlite", small.file, small.log],
  ["rpm ndb", ndbFile(smallBlobs), null],
  ["rpm bdb", bdbFile(), null],
] as const)("no damaged database %s makes its reader throw or hang", TIME, ([format, file, log]) => {
  let damaged = 0;
  let read = 0;
  for (let seed = 0; seed < RPM_CASES; seed++) {
    // Where there is a log, every other case damages that.
    const isLog = log !== null && seed % 2 === 1;
    const { packages, problem } = readRpm(
      format,
      isLog ? file : mutate(file, seed),
      isLog ? mutate(log, seed) : log,
    );
    for (const each of packages) packageSchema.parse(each);
    if (problem !== null) damaged += 1;
    if (packages.length > 0) read += 1;
  }
  // Were none of either kind, this would test nothing.
  expect(damaged).toBeGreaterThan(RPM_CASES / 50);
  expect(read).toBeGreaterThan(RPM_CASES / 50);
});

test("no damaged header makes its reader throw or hang", TIME, () => {
  let damaged = 0;
  for (let seed = 0; seed < RPM_CASES; seed++) {
    const blob = mutate(smallBlobs[seed % smallBlobs.length] ?? new Uint8Array(), seed);
    if (readRpm("rpm ndb", ndbFile([blob])).problem !== null) damaged += 1;
  }
  expect(damaged).toBeGreaterThan(RPM_CASES / 50);
});

const TEXTS: Readonly<Record<string, string>> = {
  "/var/lib/dpkg/status":
    "Package: a\nStatus: install ok installed\nVersion: 1\nSource: b (2)\n\nPackage: c\nVersion: 2\n",
  "/var/lib/dpkg/status.d/x": "Package: x\nVersion: 1\nArchitecture: all\n",
  "/lib/apk/db/installed": "P:musl\nV:1.2.5-r1\nA:x86_64\no:musl\nF:lib\nR:x\n\nP:b\nV:2\n",
  "/var/lib/pacman/local/a-1/desc": "%NAME%\na\n\n%VERSION%\n1-1\n\n%BASE%\nb\n",
  "/var/lib/rpmmanifest/container-manifest-2":
    "glibc\t2.38-11\t1\t2\tM\t(none)\t10\tx86_64\t0\tglibc-2.38-11.src.rpm\n",
  "/etc/os-release": 'ID=debian\nVERSION_ID="13"\nNAME=\'Debian "x"\'\nID_LIKE="a b"\n',
  "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001::/:\n",
  "/etc/group": "root:x:0:\nwheel:x:10:app,root\n",
};

test("no damaged text of an image makes the notes throw, or break their schema", TIME, () => {
  let packages = 0;
  for (let seed = 0; seed < TEXT_CASES; seed++) {
    const tree = treeOf(
      Object.fromEntries(
        Object.entries(TEXTS).map(([path, text], index) => [
          path,
          mutate(Buffer.from(text), seed * 8 + index),
        ]),
      ),
    );
    const installed = installedPackages(tree);
    for (const each of installed.databases) packageDatabaseSchema.parse(each);
    for (const { format: _, ...each } of installed.packages) packageSchema.parse(each);
    distributionSchema.nullable().parse(distributionOf(tree));
    const accounts = accountsOf(tree);
    for (const each of accounts.users) userSchema.parse(each);
    for (const user of ["", "root", "app:wheel", "1000", "x:y"]) resolveUser(user, accounts);
    packages += installed.packages.length;
  }
  expect(packages).toBeGreaterThan(TEXT_CASES);
});

/** Texts that begin like secrets again and again: what a careless pattern takes quadratic time for. */
const HOSTILE = [
  ["headers of keys", "-----BEGIN PRIVATE KEY-----"],
  ["headers before long blanks", `-----BEGIN PRIVATE KEY-----${" ".repeat(800)}x`],
  ["headers with headers of their own", `-----BEGIN PRIVATE KEY-----\n${"A: b\n".repeat(150)}`],
  ["names without a value", "aws_secret_access_key        "],
  ["the shortest anchor", "sk-"],
  ["tokens that are too short", `ghp_${"a".repeat(35)} `],
  ["names of accounts", "AccountKey="],
  ["addresses", "https://a:"],
  ["variables", "PASSWORD="],
  ["blanks", " "],
  ["quotes", '"'],
] as const;

test.for(HOSTILE)("2 MB of %s are searched within seconds", ([, text]) => {
  const bytes = Buffer.from(text.repeat(Math.ceil(2_000_000 / text.length)));
  const before = performance.now();
  for (const path of ["/app/file", "/app/.env", "/root/.git-credentials"]) {
    const scanner = secretScanner({ path, type: "file", bytes: bytes.length });
    for (let start = 0; start < bytes.length; start += 50_000)
      scanner?.write(bytes.subarray(start, start + 50_000));
    scanner?.end();
  }
  expect(performance.now() - before).toBeLessThan(10_000);
});

test("where the pieces of a stream end changes nothing of what is found", TIME, () => {
  const text = Buffer.from(
    `a\nghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC2\n${"line\n".repeat(300)}aws_secret_access_key = aB3/E5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC2dEfG\n`,
  );
  const find = (bytes: Uint8Array, piece: number) => {
    const scanner = secretScanner({ path: "/a", type: "file", bytes: bytes.length });
    for (let start = 0; start < bytes.length; start += piece)
      scanner?.write(bytes.subarray(start, start + piece));
    return scanner?.end() ?? [];
  };
  let found = 0;
  for (let seed = 0; seed < TEXT_CASES / 4; seed++) {
    const bytes = mutate(text, seed);
    const whole = find(bytes, bytes.length + 1);
    expect(find(bytes, 1 + (seed % 97))).toEqual(whole);
    found += whole.length;
  }
  expect(found).toBeGreaterThan(TEXT_CASES / 4);
});
