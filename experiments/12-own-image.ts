import { fileURLToPath } from "node:url";
import { thisSite } from "./12-own-image/site.ts";
import type { Experiment, Recorder, RunStep, Subject } from "../workbench/record/types.ts";

const MOMENT = "1700000000";
const ZONE = "Asia/Kolkata";
/** That moment in that zone: 22:13 in UTC, and five and a half hours more. */
const RIGHT = "03:43 IST";

const copied = `FROM debian:13-slim AS parts
RUN mkdir /out && ldd /bin/true | grep -o '/[^ ]*' \\
  | xargs cp --parents --dereference --target-directory /out

FROM scratch
COPY --from=parts /out /
`;

/** Where the program is put, as the beginning of a Dockerfile. */
const grounds = {
  scratch: "FROM scratch\n",
  alpine: "FROM alpine:3.24\n",
  "distroless static": "FROM gcr.io/distroless/static-debian13\n",
  "scratch with a copied libc": copied,
  "distroless base": "FROM gcr.io/distroless/base-debian13\n",
  "debian:13-slim": "FROM debian:13-slim\n",
} as const;

const keyOf = (ground: string): string => ground.replace(":13", "").replaceAll(" ", "-");
const started = { command: [MOMENT], env: { TZ: ZONE } } as const;

/** Chapter 12: a program that nobody has told us about, from its header to an image with reasons. */
export default {
  id: "12-own-image",
  bases: ["scratch", "toolchain", "alpine", "debian-slim", "distroless-static", "distroless-base", "busybox"],
  programs: [],
  async run(recorder) {
    await make(recorder);
    const bench = await recorder.build("bench-build", {
      title: "the file beside the tools to read it",
      tag: "bench",
      dockerfile: "FROM toolchain:13\nCOPY --from=made /postmark /postmark\n",
    });
    await recorder.run("read", bench, {
      title: "what the program asks for",
      command: ["sh", "-c", "readelf --program-headers --dynamic /postmark | grep -E 'interpreter|NEEDED'"],
    });
    const images = await everywhere(recorder);
    for (const [key, ground] of [
      ["base-listed", "distroless base"],
      ["copied-listed", "scratch with a copied libc"],
    ] as const) {
      const image = images.get(ground);
      if (image) await recorder.surface(key, image, `postmark on ${ground}`);
    }
    await finish(recorder);
    await thisSite(recorder);
  },
} satisfies Experiment;

/** The program as somebody hands it over: one file. */
function make(recorder: Recorder): Promise<Subject> {
  return recorder.build("made", {
    title: "a file that somebody hands you",
    tag: "made",
    dockerfile: `FROM toolchain:13 AS build
COPY postmark.c .
RUN gcc -O2 -o /postmark postmark.c

FROM scratch
COPY --from=build /postmark /postmark
`,
    files: { "postmark.c": { path: fileURLToPath(new URL("12-own-image/postmark.c", import.meta.url)) } },
  });
}

/** On six grounds: does it start, and is what it says right? */
async function everywhere(recorder: Recorder): Promise<ReadonlyMap<string, Subject>> {
  const images = new Map<string, Subject>();
  const cells = [];
  for (const [ground, from] of Object.entries(grounds)) {
    const key = keyOf(ground);
    const image = await recorder.build(`${key}-build`, {
      title: `postmark on ${ground}`,
      tag: `postmark-${key}`,
      dockerfile: `${from}COPY --from=made /postmark /app/postmark\nENTRYPOINT ["/app/postmark"]\n`,
    });
    const ran = await recorder.run(`on-${key}`, image, { title: `postmark on ${ground}`, ...started });
    const row = ground;
    cells.push({ row, column: "starts", works: ran.exitCode === 0, run: `on-${key}` });
    cells.push({ row, column: "tells the local time", works: ran.stdout.includes(RIGHT), run: `on-${key}` });
    images.set(ground, image);
  }
  recorder.matrix("grounds", "One program on six grounds", cells);
  return images;
}

const house = { readOnly: true, capDrop: ["ALL"], noNewPrivileges: true } as const;

/** The image that is kept, started as the house starts it; then a reason is taken away, and another. */
async function finish(recorder: Recorder): Promise<void> {
  const kept = await recorder.build("kept-build", {
    title: "the image that is kept",
    tag: "postmark",
    dockerfile: `FROM gcr.io/distroless/base-debian13
COPY --from=made /postmark /app/postmark
ENV TZ=${ZONE}
USER 21417
ENTRYPOINT ["/app/postmark"]
`,
  });
  await recorder.image("kept-image", kept, "postmark, to be kept");
  const runs: Readonly<Record<string, RunStep>> = {
    "kept-run": { title: "under the house's rules", ...house },
    "without-zones": {
      title: "the time zones taken away",
      ...house,
      tmpfs: { "/usr/share/zoneinfo": "" },
    },
    "without-certificates": {
      title: "the certificates taken away",
      ...house,
      tmpfs: { "/etc/ssl/certs": "" },
    },
  };
  for (const [key, step] of Object.entries(runs))
    await recorder.run(key, kept, { ...step, command: [MOMENT] });
}
