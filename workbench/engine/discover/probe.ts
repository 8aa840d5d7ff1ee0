import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { z } from "zod";
import { parseEndpoint } from "./endpoint.ts";
import type { Address } from "./endpoint.ts";
import { refusalReason } from "./reasons.ts";
import type { Candidate, ProbeOutcome } from "./types.ts";

/** Milliseconds that one endpoint gets for both of its answers. */
const DEADLINE_MS = 3_000;
const MAX_BODY_BYTES = 1_000_000;

const Version = z.object({
  Version: z.string(),
  ApiVersion: z.string(),
  Os: z.string(),
  Components: z.array(z.object({ Name: z.string() })).optional(),
});

/** Asks an endpoint for `/_ping` and `/version`. Never throws: silence and refusals are values. */
export async function probe(candidate: Candidate, deadlineMs = DEADLINE_MS): Promise<ProbeOutcome> {
  if (candidate.unusable) return { answered: false, reason: candidate.unusable };
  const address = parseEndpoint(candidate.endpoint, candidate.certDir !== null);
  if (address.kind === "unknown") return { answered: false, reason: address.reason };
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    await get(address, candidate.certDir, "/_ping", signal);
    return readVersion(await get(address, candidate.certDir, "/version", signal));
  } catch (error) {
    const code = signal.aborted ? "TIMEOUT" : errorCode(error);
    const detail = signal.aborted
      ? `${deadlineMs / 1000} s`
      : String(error instanceof Error ? error.message : error);
    return { answered: false, reason: refusalReason(code, address, detail) };
  }
}

function readVersion(body: string): ProbeOutcome {
  const version = Version.parse(JSON.parse(body));
  if (version.Os !== "linux") {
    return {
      answered: false,
      reason: `this engine runs ${version.Os} containers; switch it to Linux containers (Docker Desktop's menu)`,
    };
  }
  const podman = version.Components?.some(({ Name }) => /podman/i.test(Name)) ?? false;
  return {
    answered: true,
    product: podman ? "podman" : "docker",
    version: version.Version,
    apiVersion: version.ApiVersion,
  };
}

function get(address: Address, certDir: string | null, path: string, signal: AbortSignal): Promise<string> {
  const options = { path, signal, agent: false, ...target(address, certDir) };
  const request = address.kind === "tcp" && address.tls ? https.get : http.get;
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        body += chunk;
        if (body.length > MAX_BODY_BYTES)
          response.destroy(new Error("the answer is too long for an engine's"));
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`something answers there, but not as an engine (HTTP ${response.statusCode})`));
      });
    }).on("error", reject);
  });
}

function target(address: Address, certDir: string | null): https.RequestOptions {
  if (address.kind === "socket") return { socketPath: address.path };
  if (address.kind === "unknown") return {};
  const { host, port } = address;
  if (!address.tls || certDir === null) return { host, port };
  const read = (name: string) => readFileSync(`${certDir}/${name}.pem`);
  return { host, port, ca: read("ca"), cert: read("cert"), key: read("key") };
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
