import { createHash } from "node:crypto";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

/** The classic builder: what is removed from the engine is gone then, and has to be pulled. */
const builder = "classic";

/** Three services on one base of the team's, in one engine, pushed to a registry, removed, and pulled again. */
export async function sharing(recorder: Recorder): Promise<void> {
  const base = await recorder.build("team-build", {
    title: "the base of the team",
    tag: "team/base:1",
    dockerfile: "FROM busybox:1.38-musl\nCOPY library /library\n",
    files: { library: incompressible(3_000_000) },
    builder,
  });
  const service = (name: string, edition = "1"): Promise<Subject> =>
    recorder.build(`${name}-${edition}-build`, {
      title: `the service ${name}`,
      tag: `${name}:${edition}`,
      dockerfile: 'FROM team/base:1\nCOPY service /service\nCMD ["cat", "/service"]\n',
      files: { service: `${name}, edition ${edition}\n` },
      builder,
    });
  const web = await service("web");
  const worker = await service("worker");
  const cron = await service("cron");
  for (const [key, subject] of Object.entries({ web, worker, cron })) {
    await recorder.image(`${key}-image`, subject, key);
    const { bytes, sharedBytes } = await recorder.listedSize(subject);
    const from = [`${key}-image`];
    const figure = { unit: "bytes", stable: true, from };
    recorder.figure(`${key}-listed`, { ...figure, title: `${key} in docker image ls`, value: bytes });
    recorder.figure(`${key}-shared`, {
      ...figure,
      title: `${key}: SHARED SIZE in docker system df -v`,
      value: sharedBytes,
    });
    recorder.figure(`${key}-unique`, {
      ...figure,
      title: `${key}: UNIQUE SIZE in docker system df -v`,
      value: bytes - sharedBytes,
    });
  }

  const registry = await recorder.registry();
  await registry.push("push-web", web, "the first service");
  await registry.push("push-worker", worker, "the second service");
  await registry.push("push-cron", cron, "the third service");
  const next = await service("web", "2");
  await registry.push("push-next", next, "a new edition of the first service");

  for (const subject of [next, cron, worker, web, base]) await recorder.remove(subject);
  await registry.pull("pull-web", web, "on a machine that has BusyBox and nothing else of it");
  await registry.pull("pull-worker", worker, "the second service, on the same machine");
  await registry.pull("pull-next", next, "the new edition, on the same machine");
}

/** Text that gzip can't make much smaller, the same each time: digests of digests. */
function incompressible(bytes: number): string {
  const parts: string[] = [];
  let last = "groundwork";
  for (let length = 0; length < bytes; length += last.length) {
    last = createHash("sha512").update(last).digest("base64");
    parts.push(last);
  }
  return parts.join("").slice(0, bytes);
}
