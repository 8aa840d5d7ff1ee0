import { compile } from "@mdx-js/mdx";
import { expect, test } from "vitest";
import stillLoader from "../still/loader.ts";
import { rehypeStill } from "../still/rehype.ts";
import laterLoader from "./loader.ts";
import { rehypeLater } from "./rehype.ts";

const page = `import Predict from "@site/Predict.tsx";
import Matrix from "@site/Matrix.tsx";
import CourseMap from "@site/CourseMap.tsx";
import guess from "!!data!a.json?key=guess";
import table from "!!data!a.json?key=table";
import shown from "!!data!a.json?key=shown";

<CourseMap of="b" recorded={shown} />

<Predict id="p" recorded={guess}>

What was recorded.

<Matrix of="b" recorded={table} />

</Predict>

<Matrix of="b" recorded={[table, guess]} />
`;

/** As the browser's build makes it: what is still goes first. */
async function compiled(text: string): Promise<string> {
  const rehypePlugins = [rehypeStill, rehypeLater];
  const code = String(await compile(text, { rehypePlugins, providerImportSource: "@mdx-js/react" }));
  return laterLoader.call({ resourcePath: "/docs/03-a-page.mdx" }, stillLoader(code));
}

test("each part has a function that imports what it needs, one inside of another too", async () => {
  const code = await compiled(page);
  expect(code.match(/_jsxs?\(Later, \{\n? *load: \(\) => Promise\.all/g)).toHaveLength(3);
  expect(code).not.toMatch(/^import (Predict|Matrix|guess|table) /m);
  expect(code).toMatch(/import\("@site\/Predict\.tsx"\)/);
});

test("data of guesses come together, those of a table by themselves", async () => {
  const code = await compiled(page);
  const named = [...code.matchAll(/webpackChunkName: "([^"]+)" \*\/ "[^"]*key=(\w+)"/g)].map(
    ([, name, key]) => `${key}: ${name}`,
  );
  expect(named.toSorted()).toEqual([
    "guess: later-03-a-page",
    expect.stringMatching(/^guess: later-03-a-page-\d$/),
    expect.stringMatching(/^table: later-03-a-page-\d$/),
    expect.stringMatching(/^table: later-03-a-page-\d$/),
  ]);
});

test("what is not named stays, with its imports, and so does a page without such parts", async () => {
  const code = await compiled(page);
  expect(code).toMatch(/^import CourseMap from/m);
  expect(code).toMatch(/^import shown from/m);
  const plain = "export default 1;\n";
  expect(laterLoader.call({ resourcePath: "/docs/a.mdx" }, plain)).toBe(plain);
});
