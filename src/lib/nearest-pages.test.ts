import { expect, test } from "vitest";
import { nearestPages } from "./nearest-pages.ts";

const paths = [
  "/base/course/",
  "/base/course/03-from-scratch/",
  "/base/course/05-alpine-and-musl/",
  "/base/course/06-distroless/",
  "/base/course/reference/glossary/",
];

test.each([
  ["/base/course/05-alpine-and-mussel/", "/base/course/05-alpine-and-musl/"],
  ["/base/course/alpine", "/base/course/05-alpine-and-musl/"],
  ["/course/06-distroles.html", "/base/course/06-distroless/"],
  ["/base/Glossary/", "/base/course/reference/glossary/"],
])("who asks for %s most likely means %s", (wrong, meant) => {
  expect(nearestPages(wrong, paths, "/base/")[0]).toBe(meant);
});

test.each(["/base/", "/base/wp-login.php", "/base/xyzzy/"])("%s is like nothing", (wrong) => {
  expect(nearestPages(wrong, paths, "/base/")).toEqual([]);
});
