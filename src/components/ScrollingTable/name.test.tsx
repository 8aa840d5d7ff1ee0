import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { nameOf } from "./name.ts";

const head = (...cells: ReactNode[]) => (
  <thead>
    <tr>
      {cells.map((cell, index) => (
        <th key={index}>{cell}</th>
      ))}
    </tr>
  </thead>
);

test.each([
  [head("release", "its glibc"), "Table: release, its glibc"],
  [head("", <code key="c">scratch</code>), "Table: scratch"],
  [head("", " "), "Table"],
  [<tbody key="b" />, "Table"],
])("a table is named by its header", (children, name) => {
  expect(nameOf([children])).toBe(name);
});
