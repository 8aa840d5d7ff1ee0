import { expect, test } from "vitest";
import { madeImage } from "../../image/start/start.fixture.ts";
import type { ImageConfig } from "../../image/types.ts";
import { settingsOf } from "./settings.ts";

const config = (own: Partial<ImageConfig> = {}): ImageConfig => madeImage({}, own).config;
const base = config({
  env: ["PATH=/usr/bin:/bin", "LANG=C"],
  cmd: ["bash"],
  workdir: "/",
  labels: { maker: "somebody" },
});

test.each<[string, Partial<ImageConfig>, readonly string[]]>([
  ["what is only inherited is not said", {}, []],
  ["a CMD", { cmd: ["run", 'a "b"'] }, ['CMD ["run","a \\"b\\""]']],
  ["no CMD any more", { cmd: null }, ["CMD []"]],
  [
    "an ENTRYPOINT, which empties the base's CMD",
    { entrypoint: ["/a"], cmd: null },
    ['ENTRYPOINT ["/a"]', "CMD []"],
  ],
  ["a folder before PATH", { env: ["PATH=/x:/usr/bin:/bin", "LANG=C"] }, ['ENV PATH="/x:${PATH}"']],
  ["a folder behind PATH", { env: ["PATH=/usr/bin:/bin:/$x", "LANG=C"] }, ['ENV PATH="${PATH}:/\\$x"']],
  ["another PATH", { env: ["PATH=/x", "LANG=C"] }, ['ENV PATH="/x"']],
  ["quotes and backslashes", { env: [...base.env, 'A=1="\\'] }, ['ENV A="1=\\"\\\\"']],
  ["a user by name", { user: "worker" }, ["USER worker"]],
  ["a folder", { workdir: "/app $x" }, ["WORKDIR /app \\$x"]],
  [
    "ports and volumes",
    { exposedPorts: ["80/tcp"], volumes: ["/data"] },
    ["EXPOSE 80/tcp", 'VOLUME ["/data"]'],
  ],
  ["a stop signal", { stopSignal: "SIGQUIT" }, ["STOPSIGNAL SIGQUIT"]],
  [
    "labels, but not those that name the base or are ours",
    {
      labels: {
        ...base.labels,
        a: "b",
        "dev.groundwork.run": "1",
        "org.opencontainers.image.base.name": "x",
      },
    },
    ['LABEL "a"="b"'],
  ],
])("%s", (_, own, lines) => {
  const image = madeImage({}, { ...base, ...own });
  expect(settingsOf(image, base)).toEqual({ lines, notes: [] });
});

test("back to root from a base with another user", () => {
  const other = { ...base, user: "nonroot" };
  expect(settingsOf(madeImage({}, base), other).lines).toEqual(["USER 0"]);
});

test("where the base is not known all of it counts, and the user by number", () => {
  const passwd = { text: "worker:x:4242:4243::/:/bin/sh\n", mode: 0o644 };
  const image = madeImage({ "/etc/passwd": passwd }, { user: "worker", cmd: ["a"], env: ["PATH=/bin"] });
  expect(settingsOf(image, null).lines).toEqual([
    'ENV PATH="/bin"',
    "USER 4242:4243",
    "ENTRYPOINT []",
    'CMD ["a"]',
  ]);
});

test("a variable of several lines is left out, and said to be", () => {
  const { lines, notes } = settingsOf(madeImage({}, { ...base, env: [...base.env, "KEY=a\nb"] }), base);
  expect(lines).toEqual([]);
  expect(notes).toEqual([expect.stringContaining("KEY has more than one line")]);
});
