import type { Recorder } from "../../workbench/record/types.ts";
import { distroless, text } from "./references.ts";

/** A scanner in five lines, on three images that all hold the same libssl. */
export async function scanned(recorder: Recorder): Promise<void> {
  const scanner = await recorder.build("scanner-build", {
    title: "three images to scan",
    tag: "scanner",
    files: { "scan.sh": text("scan.sh") },
    dockerfile: `FROM scratch AS copied
COPY --from=${distroless.base} /usr/lib /usr/lib
COPY --from=${distroless.base} /usr/lib64 /usr/lib64

FROM busybox:1.38-musl
COPY --from=debian:13-slim / /debian-slim
COPY --from=${distroless.base} / /distroless-base
COPY --from=copied / /copied-libraries
COPY --chmod=755 scan.sh /scan
ENTRYPOINT ["/scan"]
`,
  });
  for (const image of ["debian-slim", "distroless-base", "copied-libraries"])
    await recorder.run(`scan-${image}`, scanner, { title: image.replace("-", " "), command: [`/${image}`] });
  const record = "grep -E '^(Package|Source|Version):' /distroless-base/var/lib/dpkg/status.d/libssl3t64";
  await recorder.run("record", scanner, {
    title: "what distroless writes down about one package",
    entrypoint: ["sh", "-c"],
    command: [record],
  });
}
