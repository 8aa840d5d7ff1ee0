import { expect, test } from "vitest";
import { refusal } from "./pull.ts";

test.each([
  [
    "unreachable",
    'Get "https://registry.example/v2/": dial tcp: lookup registry.example on 192.0.2.53:53: no such host',
  ],
  ["unreachable", 'Get "https://registry.example/v2/": net/http: TLS handshake timeout'],
  [
    "unreachable",
    'Get "https://registry.example/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
  ],
  ["unreachable", "dial tcp 127.0.0.1:1: connect: connection refused"],
  ["missing", "manifest for alpine:0 not found: manifest unknown: manifest unknown"],
  ["missing", "no matching manifest for linux/arm64/v8 in the manifest list entries"],
  ["missing", "pull access denied for nothing, repository does not exist or may require 'docker login'"],
  ["refused", "toomanyrequests: You have reached your pull rate limit."],
  ["refused", "unauthorized: authentication required"],
])("%s: %s", (kind, message) => {
  expect(refusal(message)).toEqual({ ok: false, kind, message });
});
