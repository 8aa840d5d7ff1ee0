import { expect, test } from "vitest";
import { coloursOf } from "./code.ts";

test("a theme of Prism becomes rules for the classes of its tokens", () => {
  const theme = {
    plain: { color: "#111", backgroundColor: "#eee" },
    styles: [{ types: ["keyword", "tag"], style: { color: "#a00", fontWeight: "600" as const } }],
  };
  expect(coloursOf(":root", theme)).toBe(
    ":root{--prism-color:#111;--prism-background-color:#eee}:root .token.keyword,:root .token.tag{color:#a00;font-weight:600}",
  );
});
