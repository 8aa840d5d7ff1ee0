import { expect, test } from "vitest";
import { mergeLayers } from "../../merge.ts";
import { NO_CONFIG } from "../../start/start.fixture.ts";
import type { ImageConfig, ImageFacts, LayerFacts, Whiteout } from "../../types.ts";
import { layerFile, type Made } from "../tree.fixture.ts";
import { configSecretsOf } from "./config.ts";
import { secretsOf } from "./layers.ts";

const key: Made = { secrets: [{ kind: "private key", line: 1 }] };

function layer(files: Readonly<Record<string, Made>>, ...whiteouts: Whiteout[]): LayerFacts {
  const all = Object.entries(files).map(([path, made]) => layerFile(path, made));
  return {
    digest: "",
    unpackedBytes: 0,
    compressedBytes: null,
    createdBy: "",
    entryCount: all.length,
    files: all,
    whiteouts,
  };
}

/** `path layer visible goneIn` of each secret. */
function told(...layers: LayerFacts[]) {
  return secretsOf({ layers, files: mergeLayers(layers) }).map(
    ({ path, layer: at, visible, goneInLayer }) => [path, at, visible, goneInLayer] as const,
  );
}

test.for([
  ["stays", [layer({ "/root/key": key })], [["/root/key", 0, true, null]]],
  [
    "is deleted two layers later",
    [layer({ "/root/key": key }), layer({ "/a": "" }), layer({}, { kind: "path", path: "/root/key" })],
    [["/root/key", 0, false, 2]],
  ],
  [
    "goes with its folder",
    [layer({ "/root/key": key }), layer({}, { kind: "path", path: "/root" })],
    [["/root/key", 0, false, 1]],
  ],
  [
    "goes by an opaque folder",
    [layer({ "/root/key": key }), layer({ "/root/x": "" }, { kind: "opaque", path: "/root" })],
    [["/root/key", 0, false, 1]],
  ],
  [
    "is written over",
    [layer({ "/root/key": key }), layer({ "/root/key": "none" })],
    [["/root/key", 0, false, 1]],
  ],
  [
    "gives way to a file in place of its folder",
    [layer({ "/root/key": key }), layer({ "/root": "none" })],
    [["/root/key", 0, false, 1]],
  ],
  [
    "is copied up by chmod",
    [layer({ "/root/key": key }), layer({ "/root/key": key })],
    [
      ["/root/key", 0, false, 1],
      ["/root/key", 1, true, null],
    ],
  ],
  [
    "is deleted and brought back",
    [layer({ "/k": key }), layer({}, { kind: "path", path: "/k" }), layer({ "/k": key })],
    [
      ["/k", 0, false, 1],
      ["/k", 2, true, null],
    ],
  ],
  [
    "has a neighbour of a longer name deleted",
    [layer({ "/key": key }), layer({}, { kind: "path", path: "/key2" }, { kind: "opaque", path: "/k" })],
    [["/key", 0, true, null]],
  ],
] as const)("a secret that %s", ([, layers, expected]) => {
  expect(told(...layers)).toEqual(expected);
});

test.for([
  ["/usr/lib/python3/dist-packages/x/tests/key.pem", true],
  ["/app/node_modules/ssh2/test/fixtures/id_rsa", true],
  ["/usr/local/go/src/crypto/tls/testdata/key.pem", true],
  ["/usr/share/doc/libssl-doc/demos/key.pem", true],
  ["/root/go/pkg/mod/x/testdata/key", true],
  ["/etc/ssl/private/server.key", false],
  ["/app/test/fixtures/key.pem", false],
  ["/usr/src/app/key.pem", false],
  ["/usr/share/nginx/html/key.pem", false],
  ["/srv/liberty/key", false],
] as const)("%s lies in a package's folder: %s", ([path, fromPackage]) => {
  const layers = [layer({ [path]: key })];
  expect(secretsOf({ layers, files: mergeLayers(layers) })).toMatchObject([{ fromPackage }]);
});

const TOKEN = `ghp_${"aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC2".slice(0, 36)}`;

test.for([
  ["a token in the environment", { env: [`GH=${TOKEN}`] }, [], [["GitHub token", "environment", "GH"]]],
  [
    "a value named like a secret",
    { env: ["DB_PASSWORD=correct-horse", "PATH=/bin", "TOKEN_URL=https://example.test/token"] },
    [],
    [["value named like a secret", "environment", "DB_PASSWORD"]],
  ],
  [
    "values that are none",
    {
      env: [
        "API_KEY=changeme",
        "TOKEN=${X}",
        "SECRET=",
        "PASSWORD=/run/secrets/p",
        "GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D",
      ],
    },
    [],
    [],
  ],
  ["a label", { labels: { note: TOKEN } }, [], [["GitHub token", "label", "note"]]],
  [
    "a build argument",
    {},
    ["", "|1 NPM_TOKEN=s3cr3t-s3cr3t /bin/sh -c npm ci"],
    [["value named like a secret", "history", "1"]],
  ],
  [
    "a build argument that is a token",
    {},
    [`|1 NPM_TOKEN=${TOKEN} /bin/sh -c npm ci`],
    [["GitHub token", "history", "0"]],
  ],
  ["a command that asks for a token", {}, ['/bin/sh -c TOKEN=$(curl x); test -n "$TOKEN"'], []],
] as [string, Partial<ImageConfig>, string[], unknown[]][])(
  "the config with %s",
  ([, more, history, expected]) => {
    const layers = history.map((createdBy) => ({ ...layer({}), createdBy }));
    const image: Pick<ImageFacts, "config" | "layers"> = { config: { ...NO_CONFIG, ...more }, layers };
    expect(configSecretsOf(image).map(({ kind, where, name }) => [kind, where, name])).toEqual(expected);
  },
);
