import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import Published from "./index.tsx";

const published = [
  { measure: "compressed", bytes: 41_570_000, source: "a record", date: "2026-07-28" },
] as const;

test("a published size never stands without the word for it, its source and its date", () => {
  const html = renderToStaticMarkup(<Published base="ubuntu" measure="compressed" published={published} />);
  const text = html.replace(/<[^>]*>/g, "").replaceAll("\u00a0", " ");
  expect(text).toBe("41.6 MB compressed (published: a record, 2026-07-28)");
});

test.each([
  [published, 'measure="unpacked">: not published; there is: compressed'],
  [undefined, "may only stand in an .mdx page"],
])("what is not published fails the build", (sizes, message) => {
  expect(() =>
    renderToStaticMarkup(<Published base="ubuntu" measure="unpacked" published={sizes} />),
  ).toThrow(message);
});
