import { expect, test } from "vitest";
import { cutRegion, regionNames } from "./regions.ts";

const source = `import x from "y";
  // #region outer
  const a = 1;

  // #region inner
    const b = 2;
  // #endregion
  // #endregion
# #region docker
FROM scratch
# #endregion
// #region open
`;

test.each([
  ["outer", "const a = 1;\n\n  const b = 2;", 3],
  ["inner", "const b = 2;", 6],
  ["docker", "FROM scratch", 10],
])("region %s is cut out, without its markers and its indentation", (name, code, firstLine) => {
  expect(cutRegion(source, name)).toEqual({ code, firstLine });
});

test("the whole file shows no marker either", () => {
  const { code, firstLine } = cutRegion(source, null);
  expect(firstLine).toBe(1);
  expect(code).toContain('import x from "y";');
  expect(code).not.toContain("#");
});

test.each([
  ["nowhere", 'there is no region "nowhere"; regions there: outer, inner, docker, open'],
  ["open", 'region "open" begins at line 12 and never ends'],
])("region %s can't be shown, and the message says why", (name, message) => {
  expect(() => cutRegion(source, name)).toThrow(message);
});

test("an empty region is an error, not an empty figure", () => {
  expect(() => cutRegion("# #region a\n\n# #endregion\n", "a")).toThrow('region "a" is empty');
});

test("a file without regions says so", () => {
  expect(regionNames("plain")).toEqual([]);
  expect(() => cutRegion("plain", "a")).toThrow("the file has no regions");
});
