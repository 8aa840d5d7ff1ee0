import type { Address } from "./endpoint.ts";

/** Turns what the system said about a connection into a sentence, with what to do where that is known. */
export function refusalReason(code: string | undefined, address: Address, detail: string): string {
  const socket = address.kind === "socket";
  switch (code) {
    case "ENOENT":
      return socket ? "there is no socket at this path" : `the TLS certificates can't be read (${detail})`;
    case "EACCES":
    case "EPERM":
      return (
        "permission denied: this user may not open the socket; add yourself to the docker group " +
        "(`sudo usermod -aG docker $USER`, then log in again) or use a rootless engine"
      );
    case "ECONNREFUSED":
      return socket
        ? "the socket is there but nothing listens on it: the engine is stopped; start it"
        : "connection refused: no engine listens on that port";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "the host name can't be resolved";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return "there is no route to that host";
    case "ENOTSOCK":
      return "this path is not a socket";
    case "TIMEOUT":
      return `no answer within ${detail}; the engine may be starting up or hung`;
    default:
      return detail;
  }
}
