import type { Recorder } from "../../workbench/record/types.ts";

const ask = "tls.getCACertificates('default').length + ' authorities'";
const images = {
  slim: { base: "node-slim", command: ["node", "-p", ask] },
  full: { base: "node", command: ["node", "-p", ask] },
  distroless: { base: "distroless-nodejs", command: ["-p", ask] },
} as const;

/** How many authorities Node trusts unless it is told otherwise, on bases with a bundle of certificates and without. */
export async function trust(recorder: Recorder): Promise<void> {
  for (const [key, { base, command }] of Object.entries(images)) {
    await recorder.run(`${key}-trust`, recorder.base(base), {
      title: `whom Node trusts, on ${key === "distroless" ? "distroless nodejs24" : `node:24${key === "slim" ? "-slim" : ""}`}`,
      command: [...command],
    });
  }
  await recorder.run("slim-bundle", recorder.base("node-slim"), {
    title: "the bundle that other programs read",
    command: ["ls", "/etc/ssl/certs/ca-certificates.crt"],
  });
}
