import { compile } from "@mdx-js/mdx";
import { expect, test } from "vitest";
import stillLoader from "./loader.ts";
import { rehypeStill } from "./rehype.ts";

const page = `import data from "./data.json";
import other from "./other.json";

Text with a <Value of="a" recorded={data} />.

<Run of="b" recorded={data} />

<Quiz id="q" questions={other} />

<Predict id="p" recorded={other}>

What was recorded.

<Run of="c" recorded={data} />

<Layers of="d" recorded={other} />

</Predict>

The end.
`;

const compiled = async (text: string): Promise<string> =>
  String(await compile(text, { rehypePlugins: [rehypeStill], providerImportSource: "@mdx-js/react" }));

test("each run of still neighbours has one wrapper, and what is live stands beside it", async () => {
  const code = await compiled(page);
  // Before the quiz, twice within the guess (before the layers and nothing behind them), at the end.
  expect(code.match(/_jsxs?\(Still,/g)).toHaveLength(3);
  expect(code).toMatch(/_jsx\(Quiz,/);
});

test("the browser's code has what is live alone, and the imports that this needs", async () => {
  const code = stillLoader(await compiled(page));
  expect(code).not.toMatch(/data\.json|What was recorded|The end|_jsx\(Run,/);
  expect(code).toMatch(/import other from/);
  expect(code).toMatch(/_jsxs?\(Predict,/);
  expect(code.match(/_jsxs?\(Still, \{\}\)/g)).toHaveLength(3);
});

test("a component that the list does not name is live, and so is what holds one", async () => {
  const code = stillLoader(await compiled("> Said <Unknown /> here.\n\nAfter."));
  expect(code).toMatch(/_jsx\(Unknown,/);
  expect(code).toMatch(/Said/);
  expect(code).not.toMatch(/After/);
});
