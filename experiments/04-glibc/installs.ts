import { readFileSync } from "node:fs";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

const INSTALL = "apt-get install -y --no-install-recommends curl openssl";

/** What an install leaves behind, what it brings along, and how it grows old. */
export async function installs(recorder: Recorder): Promise<void> {
  const two = await recorder.build("two-runs-build", {
    title: "lists in one layer, the install in the next",
    tag: "two-runs",
    dockerfile: `FROM debian:13-slim\nRUN apt-get update\nRUN ${INSTALL}\n`,
  });
  const later = await recorder.build("later-rm-build", {
    title: "the lists deleted in a layer of their own",
    tag: "later-rm",
    dockerfile: `FROM debian:13-slim\nRUN apt-get update\nRUN ${INSTALL}\nRUN rm -rf /var/lib/apt/lists/*\n`,
  });
  const one = await recorder.build("one-run-build", {
    title: "everything in one RUN",
    tag: "one-run",
    dockerfile: oneRun(INSTALL),
  });
  const images = [
    ["two-runs", two, "lists, then the install"],
    ["later-rm", later, "the same, lists deleted later"],
    ["one-run", one, "one RUN that cleans up"],
  ] as const;
  for (const [key, subject, title] of images) await recorder.image(`${key}-image`, subject, title, fetched);

  const lists = await recorder.build("lists-only-build", {
    title: "slim Debian with today's lists",
    tag: "lists-only",
    dockerfile: "FROM debian:13-slim\nRUN apt-get update\n",
  });
  await recorder.run("recommends", lists, {
    title: "how many packages an install would bring, without and with what is recommended",
    command: ["sh", "-c", counts],
    steady: false,
  });
  await trust(recorder);
  await stale(recorder);
}

/** Packages came from the mirror as it was at that hour. */
const fetched = { steady: false } as const;

const counts = `for p in curl git openssh-client python3; do
  plain=$(apt-get install -s --no-install-recommends $p | grep -c ^Inst)
  all=$(apt-get install -s $p | grep -c ^Inst)
  echo "$p $plain $all"
done`;

function oneRun(install: string): string {
  return `FROM debian:13-slim
RUN apt-get update \\
 && ${install} \\
 && rm -rf /var/lib/apt/lists/*
`;
}

/** A local server with a certificate that nobody has signed, asked by curl in the same container. */
async function trust(recorder: Recorder): Promise<void> {
  await recorder.build("recommends-build", {
    title: "the same install, with what is recommended",
    tag: "with-recommends",
    dockerfile: oneRun(INSTALL.replace(" --no-install-recommends", "")),
  });
  const asks = (from: string): Promise<Subject> =>
    recorder.build(`asks-${from}-build`, {
      title: `a server and curl, on ${from}`,
      tag: `asks-${from}`,
      dockerfile: `FROM ${from}\nCOPY https.sh /\nENTRYPOINT ["sh", "/https.sh"]\n`,
      files: { "https.sh": readFileSync(new URL("https.sh", import.meta.url), "utf8") },
    });
  const plain = await asks("one-run");
  await recorder.run("https-plain", plain, { title: "HTTPS, installed without what is recommended" });
  await recorder.run("https-recommends", await asks("with-recommends"), {
    title: "HTTPS, installed with what is recommended",
  });
  await recorder.run("https-told", plain, {
    title: "HTTPS, without the bundle, told whom to trust",
    command: ["--cacert", "site.pem"],
  });
}

async function stale(recorder: Recorder): Promise<void> {
  await recorder.failBuild("stale-build", {
    title: "a list of Monday, an install of Tuesday",
    tag: "stale",
    dockerfile: `FROM shop:1
# Monday: this layer goes into the cache.
RUN apt-get update
# In the night the mirror gets a new edition of every package.
RUN sh /shelf.sh second
# Tuesday: somebody adds a package to this line, and the layer above comes from the cache.
RUN apt-get install -y postcards
`,
  });
}
