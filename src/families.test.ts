import { expect, test } from "vitest";
import { families, familyOfBase } from "./families.ts";

const paper = { light: "#f5f6f3", dark: "#12181b" } as const;

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

test.each(
  Object.entries(families).flatMap(([name, look]) => [
    [name, "light", look.light] as const,
    [name, "dark", look.dark] as const,
  ]),
)("%s can be read as text on the %s theme", (_, scheme, color) => {
  expect(contrast(color, paper[scheme])).toBeGreaterThanOrEqual(4.5);
});

test("every family has a glyph and a rock of its own", () => {
  const looks = Object.values(families);
  expect(new Set(looks.map(({ glyph }) => glyph)).size).toBe(looks.length);
  expect(new Set(looks.map(({ rock }) => rock)).size).toBe(looks.length);
});

test.each([
  ["scratch", "scratch"],
  ["debian-slim", "glibc"],
  ["toolchain", "glibc"],
  ["alpine", "musl"],
  ["busybox", "musl"],
  ["registry", "musl"],
  ["node-slim", "glibc"],
  ["distroless-static", "distroless"],
])("%s belongs to %s", (base, family) => {
  expect(familyOfBase(base)).toBe(family);
});
