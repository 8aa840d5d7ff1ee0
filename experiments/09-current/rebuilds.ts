import type { RecordedRegistry, Recorder, Subject } from "../../workbench/record/types.ts";
import { askDigest, askWhole } from "./ask.ts";

const APP = `FROM localhost:5000/base:1
RUN cat /proc/sys/kernel/random/uuid > /built
CMD ["cat", "/etc/edition"]
`;

/** A base moves under its tag, and the image on it is built again in every way that people try. */
export async function rebuilds(recorder: Recorder, registry: RecordedRegistry): Promise<void> {
  const first = await edition(recorder, "first", "1.0, with a hole");
  await registry.publish(first, "base:1.0");
  await registry.tag("base:1.0", "1");
  await askDigest(recorder, "digest-monday", "what base:1 means on Monday", "base:1", "manifest");
  await askWhole(recorder, "manifest", "what a digest is the digest of", "base:1", "manifest");
  const old = await registry.digest("base:1");
  await registry.hold("base:1");
  const monday = await app(recorder, "monday", { title: "the app, on Monday" });

  const second = await edition(recorder, "second", "1.1, mended");
  await registry.publish(second, "base:1.1");
  await registry.tag("base:1.1", "1");
  await askDigest(recorder, "digest-thursday", "what base:1 means on Thursday", "base:1", "manifest");
  await askDigest(recorder, "digest-exact", "what base:1.0 means on Thursday", "base:1.0", "manifest");

  const plain = await app(recorder, "plain", { title: "built again" });
  const fresh = await app(recorder, "no-cache", { title: "built again, every step", noCache: true });
  const pulled = await app(recorder, "pull", { title: "built again, and the registry is asked", pull: true });
  for (const [key, subject, title] of [
    ["monday-image", monday, "on Monday"],
    ["first-image", first, "base:1.0"],
    ["second-image", second, "base:1.1"],
    ["plain-image", plain, "docker build"],
    ["no-cache-image", fresh, "docker build --no-cache"],
    ["pull-image", pulled, "docker build --pull"],
  ] as const)
    await recorder.image(key, subject, title);
  await pins(recorder, old);
  await stale(recorder, registry, { monday, fresh, pulled, old });
  await registry.forget("base:1");
  await app(recorder, "unheld", { title: "built where nobody has pulled the base" });
}

function edition(recorder: Recorder, key: string, says: string): Promise<Subject> {
  return recorder.build(key, {
    title: `the base, edition ${says}`,
    tag: `base:${says.slice(0, 3)}`,
    dockerfile: `FROM busybox:1.38-musl\nRUN echo "${says}" > /etc/edition\n`,
  });
}

async function app(
  recorder: Recorder,
  key: string,
  step: { title: string; noCache?: boolean; pull?: boolean; dockerfile?: string },
): Promise<Subject> {
  const image = await recorder.build(`${key}-build`, { dockerfile: APP, tag: "app:1", ...step });
  await recorder.run(key, image, { title: `${step.title}: which base is in it?` });
  return image;
}

/** A tag and a digest together: the digest counts. */
async function pins(recorder: Recorder, digest: string): Promise<void> {
  const dockerfile = APP.replace("base:1\n", `base:1@${digest}\n`);
  await app(recorder, "pinned", { title: "pinned to Monday's digest", pull: true, dockerfile });
}

async function stale(
  recorder: Recorder,
  registry: RecordedRegistry,
  { monday, fresh, pulled, old }: { monday: Subject; fresh: Subject; pulled: Subject; old: string },
): Promise<void> {
  const words = ["stale", "IMAGE", "--base", "localhost:5000/base:1"];
  await recorder.groundwork("stale-monday", monday, { title: "does Monday's app stand on base:1?", words });
  await recorder.groundwork("stale-fresh", fresh, { title: "and the one without a cache?", words });
  await recorder.groundwork("stale-pulled", pulled, { title: "and the one with --pull?", words });
  await recorder.groundwork("stale-layers", fresh, {
    title: "nobody names its base",
    words: ["stale", "IMAGE"],
  });
  const labelled = (digest: string): string =>
    `FROM localhost:5000/base:1@${digest}
LABEL org.opencontainers.image.base.name=localhost:5000/base:1
LABEL org.opencontainers.image.base.digest=${digest}
`;
  const say = { title: "an image that says on what it stands", tag: "labelled:1" };
  const before = await recorder.build("labelled-old-build", { ...say, dockerfile: labelled(old) });
  await recorder.groundwork("stale-labelled", before, {
    title: "nobody names its base",
    words: ["stale", "IMAGE"],
  });
  const dockerfile = labelled(await registry.digest("base:1"));
  const after = await recorder.build("labelled-new-build", { ...say, dockerfile });
  await recorder.groundwork("current-labelled", after, {
    title: "raised, and built again",
    words: ["stale", "IMAGE"],
  });
}
