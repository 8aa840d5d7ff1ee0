import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { supportOf } from "../../../workbench/bases/support/support.ts";
import Supported from "./index.tsx";

test.each([
  ["debian", "13"],
  ["ubuntu", "25.10"],
  ["alpine", "3.22"],
])("%s %s stands with both dates, its source and the source's date", (distribution, release) => {
  const html = renderToStaticMarkup(<Supported distribution={distribution} />);
  const row = html.split("<tr>").find((each) => each.includes(`<th scope="row">${release}</th>`)) ?? "";
  const known = supportOf(distribution, release);
  for (const text of [known?.until, known?.longTermUntil ?? "none", known?.source, known?.asOf])
    expect(row).toContain(text);
});

test("a distribution of which nothing is known fails the build", () => {
  expect(() => renderToStaticMarkup(<Supported distribution="gentoo" />)).toThrow('"gentoo"');
});
