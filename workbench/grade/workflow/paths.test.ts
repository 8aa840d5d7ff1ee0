import { expect, test } from "vitest";
import { inRepository, plainWords } from "./paths.ts";

test.each([
  ["/srv/class", "/srv/class/week 3/assignment.yaml", "week 3/assignment.yaml"],
  ["/srv/class", "/srv/class/Übung_1+2/hand-ins", "Übung_1+2/hand-ins"],
  ["/srv/class", "/srv/class/..hidden/x", "..hidden/x"],
])("in %s, %s is %s", (top, given, found) => {
  expect(inRepository(top, given)).toBe(found);
});

test.each(["/srv/other/roster.csv", "/srv/class", "/srv/class-2/roster.csv", "/srv"])(
  "%s is not in the repository",
  (given) => {
    expect(() => inRepository("/srv/class", given)).toThrow(`${given} is not inside /srv/class`);
  },
);

test.each(["${{ github.token }}", "a$HOME", "a`id`", 'a"b', "a'b", "a;b", "a\nb", "-rf"])(
  "%j is a name that no workflow holds",
  (name) => {
    expect(() => inRepository("/srv/class", `/srv/class/${name}`)).toThrow(
      "a name that a workflow can't hold",
    );
  },
);

test("the reason for a risk is words", () => {
  expect(plainWords("only our own class: it's small")).toBe("only our own class: it's small");
  for (const words of ["", " ", "${{ github.token }}", "a\nb"]) expect(() => plainWords(words)).toThrow("in");
});
