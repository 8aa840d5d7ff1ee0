import type { Recorder } from "../../workbench/record/types.ts";

/** One image, many numbers: what we measure, and what the engine lists. */
export async function sizes(recorder: Recorder): Promise<void> {
  for (const id of ["alpine", "debian-slim", "debian"]) {
    const base = recorder.base(id);
    await recorder.image(`${id}-image`, base, id);
    const { bytes } = await recorder.listedSize(base);
    recorder.figure(`${id}-listed`, {
      title: `${id} in docker image ls`,
      value: bytes,
      unit: "bytes",
      stable: true,
      from: [`${id}-image`],
    });
  }
  for (const [key, device] of Object.entries({ zeros: "/dev/zero", noise: "/dev/urandom" })) {
    const built = await recorder.build(`${key}-build`, {
      title: `a file of ${key}`,
      tag: key,
      dockerfile: `FROM busybox:1.38-musl\nRUN head -c 10000000 ${device} > /data\n`,
    });
    await recorder.image(`${key}-image`, built, `BusyBox and ten million bytes of ${key}`);
  }
}
