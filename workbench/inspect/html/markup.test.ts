import { expect, test } from "vitest";
import { markup } from "./markup.ts";

test("texts are escaped, wherever they go, and markup is not escaped twice", () => {
  const text = `<script>alert("1" + '2')</script>&`;
  const inner = markup`<b title="${text}">${text}</b>`;
  expect(markup`<p>${inner}${[inner, "<", 3]}${null}</p>`.toString()).toBe(
    `<p>${inner.toString()}${inner.toString()}&lt;3</p>`,
  );
  expect(inner.toString()).toBe(
    '<b title="&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;)&lt;/script&gt;&amp;">' +
      "&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;)&lt;/script&gt;&amp;</b>",
  );
});
