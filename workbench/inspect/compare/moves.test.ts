import { expect, test } from "vitest";
import { moveBetween } from "./moves.ts";
import type { Ground } from "./moves.ts";

const glibc = (newestGlibc: string | null): Ground => ({
  libc: "glibc",
  newestGlibc,
  loaders: ["/lib64/ld-linux-x86-64.so.2"],
});
const musl: Ground = { libc: "musl", newestGlibc: null, loaders: ["/lib/ld-musl-x86_64.so.1"] };
const none: Ground = { libc: "none", newestGlibc: null, loaders: [] };

test.each<[string, Ground, Ground, string, RegExp]>([
  ["glibc to musl", glibc("GLIBC_2.41"), musl, "does not fit", /ld-linux-…, which is not there/],
  ["musl to glibc", musl, glibc("GLIBC_2.41"), "does not fit", /ld-musl-…, which is not there/],
  [
    "musl to a glibc image that also has musl",
    musl,
    { ...glibc("GLIBC_2.41"), loaders: musl.loaders },
    "mind",
    /without being/,
  ],
  ["to a newer glibc", glibc("GLIBC_2.9"), glibc("GLIBC_2.36"), "fits", /up to GLIBC_2\.36/],
  [
    "to an older glibc",
    glibc("GLIBC_2.41"),
    glibc("GLIBC_2.36"),
    "mind",
    /up to GLIBC_2\.36, .* up to GLIBC_2\.41/,
  ],
  ["to a glibc that tells nothing", glibc("GLIBC_2.41"), glibc(null), "mind", /does not say/],
  ["to an image without libc", glibc("GLIBC_2.41"), none, "does not fit", /no libc there/],
  ["from an image without libc", none, musl, "fits", /static/],
  ["musl to musl", musl, musl, "fits", /both sides/],
])("%s", (_, from, to, verdict, why) => {
  const move = moveBetween(from, to);
  expect(move.verdict).toBe(verdict);
  expect(move.why).toMatch(why);
});
