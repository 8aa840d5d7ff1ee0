import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect as connectPlain, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { generate } from "selfsigned";

export interface TlsFront extends AsyncDisposable {
  readonly endpoint: string;
  /** Folder with ca.pem, cert.pem and key.pem, as the docker command wants them. */
  readonly certDir: string;
  readonly connections: () => number;
}

const rsa = { keySize: 2048, algorithm: "sha256" } as const;

/** Puts TLS in front of an engine, as `dockerd --tlsverify` has it: who has no certificate of our authority is refused. */
export async function tlsFront(target: { path: string } | { host: string; port: number }): Promise<TlsFront> {
  const authority = await generate([{ name: "commonName", value: "groundwork test" }], {
    ...rsa,
    extensions: [{ name: "basicConstraints", cA: true, critical: true }],
  });
  const ca = { key: authority.private, cert: authority.cert };
  const server = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    ...rsa,
    ca,
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const client = await generate([{ name: "commonName", value: "client" }], {
    ...rsa,
    ca,
    extensions: [{ name: "extKeyUsage", clientAuth: true }],
  });
  const certDir = await mkdtemp(join(tmpdir(), "groundwork-tls-"));
  const files = { "ca.pem": authority.cert, "cert.pem": client.cert, "key.pem": client.private };
  for (const [name, text] of Object.entries(files)) await writeFile(join(certDir, name), text);
  const open = new Set<Socket>();
  let connections = 0;
  const keys = { key: server.private, cert: server.cert, ca: authority.cert };
  const listener = createServer({ ...keys, requestCert: true, allowHalfOpen: true }, (outer) => {
    connections += 1;
    const inner = connectPlain({ ...target, allowHalfOpen: true });
    for (const socket of [outer, inner]) {
      open.add(socket);
      socket.on("error", () => [outer, inner].forEach((each) => each.destroy()));
      socket.on("close", () => open.delete(socket));
    }
    outer.pipe(inner).pipe(outer);
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  return {
    endpoint: `tcp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    certDir,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      listener.close();
      await rm(certDir, { recursive: true, force: true });
    },
  };
}
