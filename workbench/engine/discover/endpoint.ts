/** Where node:http has to connect. */
export type Address =
  | { readonly kind: "socket"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly tls: boolean }
  | { readonly kind: "unknown"; readonly reason: string };

const DEFAULT_PORT = 2375;
const DEFAULT_TLS_PORT = 2376;

/**
 * Reads an endpoint as the docker command writes them.
 * `tls` says whether certificates are at hand, which decides between the two ports and schemes of `tcp://`.
 */
export function parseEndpoint(endpoint: string, tls: boolean): Address {
  const socket = /^unix:\/\/(\/.+)$/.exec(endpoint)?.[1];
  if (socket !== undefined) return { kind: "socket", path: socket };
  const pipe = /^npipe:\/\/(.+)$/.exec(endpoint)?.[1];
  if (pipe !== undefined) return { kind: "socket", path: pipe };
  if (endpoint.startsWith("ssh://")) return { kind: "unknown", reason: SSH };
  if (!/^(tcp|https?):\/\//.test(endpoint)) return { kind: "unknown", reason: WRONG_FORM };
  try {
    const url = new URL(endpoint.replace(/^tcp:/, "http:"));
    const secure = tls || url.protocol === "https:";
    const port = url.port === "" ? (secure ? DEFAULT_TLS_PORT : DEFAULT_PORT) : Number(url.port);
    return { kind: "tcp", host: url.hostname.replace(/^\[|\]$/g, ""), port, tls: secure };
  } catch {
    return { kind: "unknown", reason: WRONG_FORM };
  }
}

const SSH =
  "Groundwork does not speak to an engine over ssh; forward its socket " +
  "(`ssh -NL /tmp/engine.sock:/var/run/docker.sock HOST`) and set DOCKER_HOST=unix:///tmp/engine.sock";

const WRONG_FORM =
  "this is no address of an engine; it should look like unix:///var/run/docker.sock, tcp://HOST:2375 " +
  "or npipe:////./pipe/docker_engine";
