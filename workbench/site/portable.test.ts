import { expect, test } from "vitest";
import { portablePage, portableStyle } from "./portable.ts";

const page = (body: string, head = ""): string =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

test.each([
  ["index.html", "/course/03-from-scratch/", "course/03-from-scratch/index.html"],
  ["course/03-from-scratch/index.html", "/course/", "../index.html"],
  ["course/03-from-scratch/index.html", "/", "../../index.html"],
  ["course/03-from-scratch/index.html", "/img/mark.svg", "../../img/mark.svg"],
  ["course/index.html", "/course/reference/glossary/#musl", "reference/glossary/index.html#musl"],
  ["course/index.html", "/course/reference/glossary#musl", "reference/glossary/index.html#musl"],
  ["course/index.html", "#chapters", "#chapters"],
  ["course/index.html", "https://example.org/a", "https://example.org/a"],
  ["course/index.html", "//example.org/a", "//example.org/a"],
])("in %s, %s becomes %s", (path, address, expected) => {
  expect(portablePage(page(`<a href="${address}">x</a>`), path)).toContain(`<a href="${expected}">x</a>`);
});

test("a site that was built for another path is one, too", () => {
  const html = page('<a href="/some/where/course/">x</a><a href="/else/">y</a>');
  expect(portablePage(html, "course/a/index.html", "/some/where/")).toContain(
    '<a href="../index.html">x</a><a href="/else/">y</a>',
  );
});

test("scripts go, but for the one that sets the theme", () => {
  const theme = '<script>document.documentElement.setAttribute("data-theme","dark")</script>';
  const kept = portablePage(
    page(`${theme}<script>fetch("/x")</script><script src="/a.js"></script>`),
    "index.html",
  );
  expect(kept).toContain(theme);
  expect(kept.match(/<script/g)).toHaveLength(1);
});

test("what is for readers without JavaScript is for everybody", () => {
  expect(portablePage(page("", "<noscript><style>.a{color:red}</style></noscript>"), "index.html")).toContain(
    "<head><style>.a{color:red}</style></head>",
  );
});

test("nothing is fetched ahead, and no address of a server is left", () => {
  const head = `<link rel="preload" href="/a.css" as="style"><link rel="canonical" href="http://localhost/">
    <meta property="og:image" content="http://localhost/card.png"><link rel="stylesheet" href="/assets/a.css">`;
  const kept = portablePage(page("", head), "index.html");
  expect(kept).not.toMatch(/preload|localhost/);
  expect(kept).toContain('<link rel="stylesheet" href="assets/a.css">');
});

test("a style sheet's addresses are relative to it", () => {
  const css = "a{src:url(/assets/fonts/b.woff2)}b{background:url(\"/img/c.svg\")}c{background:url('data:x')}";
  expect(portableStyle(css, "assets/css/styles.css")).toBe(
    "a{src:url(../fonts/b.woff2)}b{background:url(\"../../img/c.svg\")}c{background:url('data:x')}",
  );
});
