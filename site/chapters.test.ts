import { expect, test } from "vitest";
import { chapterOf } from "./chapters.ts";

test("a chapter tells its minutes and its predictions", () => {
  const text = `---
title: T
minutes: 30
---

<Predict
  id="98-a"
  of="98-x/a"
>
<PredictSize id="98-b" of="98-x/b">
<Quiz id="98-c">
`;
  expect(chapterOf("98-chapter.mdx", text)).toEqual({
    id: "98-chapter",
    minutes: 30,
    predictions: ["98-a", "98-b"],
  });
});

test("a chapter without minutes is refused", () => {
  expect(() => chapterOf("98-chapter.mdx", "---\ntitle: T\n---\n")).toThrow("minutes");
});
