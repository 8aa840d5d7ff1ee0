import { expect, test } from "vitest";
import { lateScripts, routesOf, scriptsOf } from "./late-scripts.ts";

const routes = [
  { path: "/about/", exact: true },
  {
    path: "/course",
    routes: [
      {
        path: "/course",
        routes: [
          { path: "/course/", exact: true },
          { path: "/course/01/", exact: true },
        ],
      },
    ],
  },
];

test.each([
  ["/about/", ["/about/"]],
  ["/course/01/", ["/course", "/course", "/course/01/"]],
  ["/course/02/", []],
])("routes that take part in %s", (path, expected) => {
  expect(routesOf(path, routes)).toEqual(expected);
});

test("a page's scripts are those of its routes' chunks and of what these share, each once", () => {
  const file = (name: string) => ({ js: [{ publicPath: `/assets/${name}.js` }] });
  const chunks = {
    manifest: {
      origins: { layout: ["1", "9"], text: ["2", "9"], other: ["3"] },
      assets: { 1: file("layout"), 2: file("text"), 3: file("other"), 9: file("shared") },
    },
    routes: {
      "/course-a1f": { __comp: "layout" },
      "/course/01/-b2e": { __comp: "layout", deep: { content: "text" } },
      "/course/02/-c3d": { content: "other" },
    },
  };
  expect(scriptsOf(["/course", "/course/01/"], chunks)).toEqual([
    "/assets/layout.js",
    "/assets/shared.js",
    "/assets/text.js",
  ]);
});

test("scripts leave the page, and their addresses stay, before those of the chunks", () => {
  const html =
    "<head><script>inline()</script><script src=/a/runtime.js defer></script><script src=/a/main.js defer></script></head>";
  expect(lateScripts(html, ["/a/1.js", "/a/main.js"])).toBe(
    '<head><script>inline()</script><meta id="late-scripts" content="/a/runtime.js /a/main.js /a/1.js"></head>',
  );
});
