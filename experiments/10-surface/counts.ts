import type { Recorder } from "../../workbench/record/types.ts";

const bases = {
  busybox: "busybox",
  alpine: "Alpine",
  debian: "Debian",
  "debian-slim": "slim Debian",
  "node-slim": "node:24-slim",
  "distroless-static": "distroless static",
  "distroless-static-nonroot": "distroless static, tag nonroot",
  "distroless-base": "distroless base",
  "distroless-nodejs": "distroless nodejs24",
} as const;

/** What is in each base that could help somebody who got in, and what of it a scanner could read. */
export async function counts(recorder: Recorder): Promise<void> {
  for (const [id, title] of Object.entries(bases)) await recorder.surface(id, recorder.base(id), title);
  const alone = await recorder.build("alone-build", {
    title: "one static program on scratch",
    tag: "alone",
    dockerfile: "FROM scratch\nCOPY --from=programs/esbuild /esbuild /app\n",
  });
  await recorder.surface("alone", alone, "one static program on scratch");
  const copied = await recorder.build("copied-build", {
    title: "libraries copied from distroless base into an empty image",
    tag: "copied",
    dockerfile: `FROM scratch
COPY --from=gcr.io/distroless/base-debian13 /usr/lib /usr/lib
COPY --from=gcr.io/distroless/base-debian13 /usr/lib64 /usr/lib64
`,
  });
  await recorder.surface("copied", copied, "the same libraries on scratch");
  const removed = await recorder.build("removed-build", {
    title: "slim Debian without its list of packages",
    tag: "removed",
    dockerfile: "FROM debian:13-slim\nRUN rm -r /var/lib/dpkg\n",
  });
  await recorder.surface("removed", removed, "slim Debian without its list");
  for (const id of ["busybox", "alpine"])
    await recorder.run(`${id}-names`, recorder.base(id), {
      title: "how many tools it plays, and how many names its file has",
      command: ["sh", "-c", "busybox --list | wc -l; stat -c %h /bin/busybox"],
    });
  await recorder.run("node-owner", recorder.base("node-slim"), {
    title: "the package that Node belongs to",
    command: ["sh", "-c", "dpkg --search /usr/local/bin/node; dpkg --search /usr/bin/su"],
  });
}
