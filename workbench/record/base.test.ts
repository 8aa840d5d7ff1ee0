import { expect, test } from "vitest";
import type { TakeChunk } from "../engine/types.ts";
import { writeDockerArchive } from "../image/archive.ts";
import { eachChunk } from "../image/chunks.ts";
import { layerTar } from "../image/layer.ts";
import { wantsNote } from "../image/notes/wants.ts";
import { baseOf } from "./base.ts";
import { measured } from "./measured.ts";

const certificate = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";

test("a base's certificates, zones, users and entrypoint are told with its sizes", async () => {
  const archive = await writeDockerArchive({
    layers: [
      layerTar([
        {
          type: "file",
          path: "/etc/passwd",
          mode: 0o644,
          content: "root:x:0:0::/root:/bin/sh\napp:x:7:7::/:/\n",
        },
        {
          type: "file",
          path: "/etc/os-release",
          mode: 0o644,
          content: 'ID=small\nPRETTY_NAME="A small one"\n',
        },
        {
          type: "file",
          path: "/etc/ssl/certs/ca-certificates.crt",
          mode: 0o644,
          content: certificate.repeat(3),
        },
        { type: "file", path: "/usr/share/zoneinfo/Europe/Berlin", mode: 0o644, content: "TZif" },
      ]),
    ],
    config: { architecture: "amd64", os: "linux", config: { User: "7", Entrypoint: ["/app", "serve"] } },
    tags: ["groundwork/test-base:1"],
  });
  const engine = { saveInto: (_: string, take: TakeChunk) => eachChunk(archive.stream, take) };
  const told = baseOf(await measured(engine, "groundwork/test-base:1", wantsNote));
  expect(told).toMatchObject({
    distribution: "A small one",
    libc: "none",
    libcVersion: null,
    bundles: ["/etc/ssl/certs/ca-certificates.crt"],
    certificates: 3,
    zones: 1,
    users: 2,
    user: "7",
    isRoot: false,
    tmpWritable: false,
    entrypoint: ["/app", "serve"],
    fileCount: 4,
    packages: 0,
  });
  expect(told.unpackedBytes).toBeGreaterThan(told.compressedBytes);
});
