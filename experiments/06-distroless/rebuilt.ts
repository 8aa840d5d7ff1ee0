import type { Recorder } from "../../workbench/record/types.ts";
import { distroless, text } from "./references.ts";

const packages = "base-files netbase tzdata tzdata-legacy media-types libc6 libssl3t64 libzstd1 zlib1g";

const unpack = `FROM debian:13-slim AS unpack
COPY --from=debs:13 /debs /debs
RUN mkdir /new \\
 && for name in ${packages.split(" ").slice(0, 5).join(" ")} \\
      ${packages.split(" ").slice(5).join(" ")}; do \\
      dpkg-deb --extract /debs/\${name}_*.deb /new; \\
    done
`;

/** The same files again: first the packages alone, then what distroless makes besides. */
export async function rebuilt(recorder: Recorder): Promise<void> {
  await recorder.build("unpacked-build", {
    title: "nine packages, unpacked",
    tag: "unpacked",
    dockerfile: `${unpack}\nFROM scratch\nCOPY --from=unpack /new /\n`,
  });
  await compare(recorder, "unpacked", "nine unpacked packages beside distroless base", "");
  await compare(recorder, "finished", "the same with the rest", text("finish.dockerfile"));
}

/** Builds both trees into one image that has `diff`, and lets it say what differs. */
async function compare(recorder: Recorder, key: string, title: string, finish: string): Promise<void> {
  const both = await recorder.build(`${key}-beside-build`, {
    title,
    tag: `${key}-beside`,
    files:
      finish === "" ? {} : { passwd: text("passwd"), group: text("group"), "os-release": text("os-release") },
    dockerfile: `${unpack}${finish}
FROM debian:13-slim
COPY --from=unpack /new /new
COPY --from=${distroless.base} / /theirs
`,
  });
  await recorder.run(`${key}-diff`, both, {
    title,
    command: ["diff", "--recursive", "--brief", "--no-dereference", "/new", "/theirs"],
  });
}
