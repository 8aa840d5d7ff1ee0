import type { Judged } from "./answer.ts";
import type { Needs } from "./types.ts";

const START: Readonly<Record<Needs["program"], readonly string[]>> = {
  static: ["COPY --from=build /app /app", 'ENTRYPOINT ["/app"]'],
  glibc: ["COPY --from=build /app /app", 'ENTRYPOINT ["/app"]'],
  "glibc-cc": ["COPY --from=build /app /app", 'ENTRYPOINT ["/app"]'],
  musl: ["COPY --from=build /app /app", 'ENTRYPOINT ["/app"]'],
  unknown: ["COPY --from=build /app /app", 'ENTRYPOINT ["/app"]'],
  script: ["COPY --chmod=755 app.sh /app.sh", 'ENTRYPOINT ["/app.sh"]'],
  node: ["WORKDIR /app", "COPY . .", 'CMD ["app.js"]'],
};

/** The last stage on a base, with every line that its reasons ask for: a sketch, in which the build stage is yours. */
export function dockerfileOf(needs: Needs, { reference, reasons }: Judged): string {
  const lines = [...new Set(reasons.flatMap(({ lines }) => lines))];
  const users = lines.filter((line) => line.startsWith("USER "));
  const others = lines.filter((line) => !line.startsWith("USER "));
  const copied = others.some((line) => line.includes("/usr/local/bin/node"));
  const start = copied
    ? ["WORKDIR /app", "COPY . .", 'ENTRYPOINT ["/usr/local/bin/node", "app.js"]']
    : START[needs.program];
  const pin =
    needs.patches === "pin" && reference !== "scratch"
      ? ["# pin it: FROM NAME@sha256:…, as your registry says"]
      : [];
  return [...pin, `FROM ${reference}`, ...others, ...start.slice(0, -1), ...users, ...start.slice(-1)].join(
    "\n",
  );
}
