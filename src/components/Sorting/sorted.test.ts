import { expect, test } from "vitest";
import { ariaSortOf, nextOrder, sorted } from "./sorted.ts";
import type { Order } from "./sorted.ts";

const rows = [
  { name: "b", size: 2 },
  { name: "c", size: 1 },
  { name: "a", size: 2 },
];
const names = (order: Order): string =>
  sorted(rows, order, { size: ({ size }) => size })
    .map(({ name }) => name)
    .join("");

test("a heading pressed three times leads back to the page's own order", () => {
  const first = nextOrder(null, "size");
  const second = nextOrder(first, "size");
  const pressed = [first, second, nextOrder(second, "size")];
  expect(pressed.map((order) => names(order))).toEqual(["bac", "cba", "bca"]);
  expect(pressed.map((order) => ariaSortOf(order, "size"))).toEqual(["descending", "ascending", "none"]);
});

test("another heading begins anew, and an unknown one sorts nothing", () => {
  expect(nextOrder({ by: "size", falling: true }, "name")).toEqual({ by: "name", falling: true });
  expect(names({ by: "name", falling: true })).toBe("bca");
});
