import { expect, test } from "vitest";
import { refusalFault, refusalOf, silenceFault } from "./s3-answer.ts";

const xml = (code: string, message: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message><AWSAccessKeyId>hush</AWSAccessKeyId></Error>`;

test.each([
  ["too many requests", 503, xml("SlowDown", "Please reduce your request rate."), "unreachable"],
  ["the server's own fault", 500, xml("InternalError", "We encountered an internal error."), "unreachable"],
  ["a proxy's page", 502, "<html>Bad Gateway</html>", "unreachable"],
  ["an empty answer", 429, "", "unreachable"],
  ["no right", 403, xml("AccessDenied", "Access Denied"), "refused"],
  ["a wrong clock", 403, xml("RequestTimeTooSkewed", "The difference is too large."), "refused"],
  ["another region", 301, xml("PermanentRedirect", "Use the other endpoint."), "refused"],
  ["something else at that address", 404, "<html>not found</html>", "refused"],
  ["orders to a terminal", 400, xml("Odd", "\u001b[31m::error::\nred\u202e"), "refused"],
  ["a message without end", 400, xml("Long", "x".repeat(100_000)), "refused"],
])("%s", async (_name, status, body, kind) => {
  const refusal = await refusalOf(new Response(body, { status }));
  const fault = refusalFault(refusal, "s3://class at https://s3.example");
  expect(fault.kind).toBe(kind);
  expect(fault.message.length).toBeLessThan(400);
  expect(`${fault.message}\n${fault.next}`).toMatchSnapshot();
  expect(fault.message).not.toContain("hush");
});

test.each([
  [
    new TypeError("fetch failed", {
      cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
    }),
  ],
  [
    new TypeError("fetch failed", {
      cause: Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
    }),
  ],
  [new DOMException("The operation was aborted due to timeout", "TimeoutError")],
])("%s", (error) => {
  const fault = silenceFault(error, "s3://class at https://s3.example");
  expect(`${fault.message}\n${fault.next}`).toMatchSnapshot();
});
