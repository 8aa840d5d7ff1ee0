import { copyFile, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";
import type { Scope } from "../../workbench/engine/scope.ts";
import { temporaryFolder } from "../../workbench/temporary.ts";
import { REDIS_DATA, REDIS_USER, redisLayer } from "./redis-layer.ts";

export const REDIS_PORT = 6379;

export interface RedisSettings {
  readonly password: string | null;
  /** The name under which it is reached, for its certificate; null: without TLS. */
  readonly tlsHost: string | null;
}

interface RedisImage {
  readonly image: string;
  /** PEM of the authority that its certificate comes from; null without TLS. */
  readonly ca: string | null;
}

/**
 * Builds an image of Redis with its settings and keys in it: files of this machine can't be mounted where the engine is on
 * another one. Labelled and tagged as the run's.
 */
export async function redisImage(scope: Scope, settings: RedisSettings): Promise<RedisImage> {
  const contextDir = await temporaryFolder("redis");
  try {
    const keys = settings.tlsHost === null ? null : await certificate(settings.tlsHost);
    const files = { ...keys?.files, "redis.conf": configText(settings) };
    for (const [name, text] of Object.entries(files)) await writeFile(join(contextDir, name), text);
    await copyFile(await redisLayer(scope.engine.facts.platform), join(contextDir, "layer.tar.gz"));
    const copied = Object.keys(files).join(" ");
    const dockerfileText = `FROM scratch
ADD layer.tar.gz /
COPY ${copied} /etc/redis/
USER ${REDIS_USER}:${REDIS_USER}
ENTRYPOINT ["/usr/bin/redis-server", "/etc/redis/redis.conf"]
`;
    const built = await scope.build({ contextDir, dockerfileText });
    if (!built.ok) throw new Error(`The image of Redis could not be built: ${built.message}\n${built.log}`);
    return { image: built.imageId, ca: keys?.ca ?? null };
  } finally {
    await rm(contextDir, { recursive: true, force: true });
  }
}

/** What BullMQ asks for: nothing may be evicted, and what was acknowledged is there after a crash. */
function configText({ password, tlsHost }: RedisSettings): string {
  const plain = [`port ${REDIS_PORT}`];
  const tls = [
    "port 0",
    `tls-port ${REDIS_PORT}`,
    "tls-cert-file /etc/redis/cert.pem",
    "tls-key-file /etc/redis/key.pem",
    "tls-auth-clients no",
  ];
  return [
    "bind 0.0.0.0",
    // A test without a password reaches it from outside the container all the same.
    "protected-mode no",
    `dir /${REDIS_DATA}`,
    'save ""',
    "appendonly yes",
    "appendfsync always",
    "maxmemory-policy noeviction",
    ...(tlsHost === null ? plain : tls),
    ...(password === null ? [] : [`requirepass ${JSON.stringify(password)}`]),
    "",
  ].join("\n");
}

async function certificate(host: string): Promise<{ files: Readonly<Record<string, string>>; ca: string }> {
  const kind = { keySize: 2048, algorithm: "sha256" } as const;
  const authority = await generate([{ name: "commonName", value: "groundwork test" }], {
    ...kind,
    extensions: [{ name: "basicConstraints", cA: true, critical: true }],
  });
  const altName = isIP(host) > 0 ? ({ type: 7, ip: host } as const) : ({ type: 2, value: host } as const);
  const server = await generate([{ name: "commonName", value: host }], {
    ...kind,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: "subjectAltName", altNames: [altName] }],
  });
  return { files: { "cert.pem": server.cert, "key.pem": server.private }, ca: authority.cert };
}
