// Names as people and learning platforms write them. cspell:ignore abyrne bost byrneada byrneadal
import { expect, test } from "vitest";
import { nameKeys } from "./names.ts";
import { rosterOf, type Student } from "./roster.ts";
import { titleOf } from "./titles.ts";

const student = (id: string, name: string, login: string | null, email: string | null = null): Student => ({
  key: id,
  id,
  name,
  login,
  email,
  section: null,
});
const ROSTER = rosterOf([
  student("100", "Ada Byrne", "abyrne", "ada.byrne@example.org"),
  student("200", "Øst, Björn Åke", "bost"),
  student("300", "Kim Lee", "klee"),
  student("400", "Kim Lee", "klee2"),
  student("500", "Łucja Nowak-Wójcik", null),
  student("abyrne2", "Ada Byrne-Smith", null),
]);

test.each([
  ["100", "100"],
  ["ABYRNE", "100"],
  ["Ada.Byrne@Example.org", "100"],
  ["ada.byrne", "100"],
  ["Byrne, Ada", "100"],
  ["byrneada", "100"],
  ["Björn Åke Øst", "200"],
  ["Björn Åke Øst".normalize("NFD"), "200"],
  ["ostbjornake", "200"],
  ["nowakwojciklucja", "500"],
  ["klee2", "400"],
  ["Kim Lee", "ambiguous-name"],
  ["leekim", "ambiguous-name"],
  ["Ada", "not-on-roster"],
  ["", "not-on-roster"],
  ["../../etc", "not-on-roster"],
])("%j is %s", (written, expected) => {
  const match = ROSTER.find(written);
  expect("student" in match ? match.student.key : match.code).toBe(expected);
  if ("reason" in match) expect(match.reason).toMatch(/Rename it to/);
});

test("a name has a key for each turn of its words", () => {
  expect(nameKeys("Byrne, Ada  L.")).toEqual(["byrneadal", "adalbyrne", "lbyrneada"]);
  expect(nameKeys("  ")).toEqual([]);
});

test.each([
  ["abyrne", { who: "abyrne", file: null, attempt: 0, late: false }],
  ["abyrne.tar.gz", { who: "abyrne", file: null, attempt: 0, late: false }],
  ["Ada Byrne_12_assignsubmission_file_", { who: "Ada Byrne", file: null, attempt: 0, late: false }],
  ["A_B_12_assignsubmission_file_x-3.zip", { who: "A_B", file: "x", attempt: 3, late: false }],
  ["byrneada_12_34_my work.zip", { who: "byrneada", file: "my work", attempt: 0, late: false }],
  ["byrneada_LATE_12_34_03-scratch-1.zip", { who: "byrneada", file: "03-scratch", attempt: 1, late: true }],
])("the name %j", (name, title) => {
  expect(titleOf(name)).toEqual(title);
});
