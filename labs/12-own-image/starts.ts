import type { Bench, RunOutcome } from "../../workbench/lab/kit/index.ts";
import type { Brief, Name } from "./brief.ts";

// #region starts
export const OUTCOMES = ["runs", "loader-missing", "library-missing"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Node's own program, and nothing of what it needs. */
const NODE = "COPY --from=gcr.io/distroless/nodejs24-debian13 /nodejs/bin/node /p/node";

/** The Dockerfile in which a program stands alone on a base, and prints its version. */
export function aloneOn(base: string, name: Name, { tool }: Brief): string {
  const { program, script } = tool;
  const lines = {
    web: ["COPY --from=programs/esbuild /esbuild /p/esbuild", `ENTRYPOINT ["/p/esbuild", "--version"]`],
    api: [NODE, `ENTRYPOINT ["/p/node", "--version"]`],
    tool:
      script === ""
        ? [`COPY --from=programs/${program} /${program} /p/tool`, `ENTRYPOINT ["/p/tool", "--version"]`]
        : [
            `COPY --from=programs/${program} /${program}/ /p/`,
            `ENTRYPOINT ["/p/dart", "/p/${script}", "--version"]`,
          ],
  };
  return [`FROM ${base}`, ...lines[name], ""].join("\n");
}

/** The starts of answers.json, as the images that are built and started for them. */
export function startsOf(brief: Brief) {
  return {
    "node-on-alpine": aloneOn("alpine:3.24", "api", brief),
    "node-on-distroless-base": aloneOn("gcr.io/distroless/base-debian13", "api", brief),
    "musl-addon-in-node": `FROM gcr.io/distroless/nodejs24-debian13
COPY --from=programs/rollup-musl /rollup-musl /p/native.node
CMD ["-e", "require('/p/native.node')"]
`,
    "web-on-scratch": aloneOn("scratch", "web", brief),
    "tool-on-scratch": aloneOn("scratch", "tool", brief),
    "tool-on-alpine": aloneOn("alpine:3.24", "tool", brief),
    "tool-on-debian-slim": aloneOn("debian:13-slim", "tool", brief),
  };
}

/** Who speaks? Without its loader it is the kernel that refuses a program; a library is missed by the loader. */
export function outcomeOf(ran: RunOutcome): Outcome | "another" {
  if (ran.exitCode === 0) return "runs";
  const text = `${ran.engineError ?? ""}\n${ran.stderr}`;
  if (/exec \/\S+: no such file or directory/.test(text)) return "loader-missing";
  return /cannot open shared object file|Error loading shared library/.test(text)
    ? "library-missing"
    : "another";
}
// #endregion

/** Builds a program on a base and starts it. */
export async function startOf(bench: Bench, dockerfile: string): Promise<RunOutcome> {
  return bench.run(await bench.scene(dockerfile));
}
