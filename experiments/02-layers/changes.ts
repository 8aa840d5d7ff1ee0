import type { Recorder } from "../../workbench/record/types.ts";

const copy = "FROM busybox:1.38-musl\nCOPY --from=programs/esbuild /esbuild /tool\n";

/** A file of some size, and what later lines do to it. */
export async function changes(recorder: Recorder): Promise<void> {
  await recorder.image("busybox-image", recorder.base("busybox"), "busybox:1.38-musl itself");
  const built = async (key: string, title: string, dockerfile: string) => {
    const subject = await recorder.build(`${key}-build`, { title, tag: key, dockerfile });
    await recorder.image(`${key}-image`, subject, title);
    return subject;
  };
  await built("kept", "the tool is copied in", copy);
  const deleted = await built("deleted", "… and deleted in the next line", `${copy}RUN rm /tool\n`);
  await recorder.run("deleted-look", deleted, {
    title: "looking for the tool",
    entrypoint: ["ls"],
    command: ["-l", "/tool"],
  });
  await built("chmod", "… and made private in the next line", `${copy}RUN chmod 600 /tool\n`);
  await built("appended", "… and one byte longer in the next line", `${copy}RUN printf x >> /tool\n`);
  await built(
    "chmod-flag",
    "copied in with the mode it should have",
    "FROM busybox:1.38-musl\nCOPY --chmod=600 --from=programs/esbuild /esbuild /tool\n",
  );
  const make = "head -c 10000000 /dev/urandom > /scrap";
  await built(
    "two-runs",
    "made in one RUN, deleted in the next",
    `FROM busybox:1.38-musl\nRUN ${make}\nRUN rm /scrap\n`,
  );
  await built(
    "one-run",
    "made and deleted in the same RUN",
    `FROM busybox:1.38-musl\nRUN ${make} && rm /scrap\n`,
  );
}
