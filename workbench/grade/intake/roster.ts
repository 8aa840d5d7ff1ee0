import { BadInput } from "../../lab/errors.ts";
import { cell, readCsv, type Row } from "./csv.ts";
import { nameKeys, plainKey } from "./names.ts";

/** One student of the course. */
export interface Student {
  /** What the roster knows the student by: the id, else the login, the address, the name. */
  readonly key: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly login: string | null;
  readonly section: string | null;
}

/** Whose hand-in something is: one student, or why that can't be told. */
export type Match =
  | { readonly student: Student }
  | { readonly code: "not-on-roster" | "ambiguous-name"; readonly reason: string };

export interface Roster {
  readonly students: readonly Student[];
  /** Whose a folder's or file's name is: an id, a login, an address or a name in any order. */
  readonly find: (written: string) => Match;
}

/** Names of columns, as courses and learning platforms export them. */
const COLUMNS = {
  id: ["id", "student id", "id number", "sis user id", "orgdefinedid", "student number"],
  login: ["login", "username", "user", "sis login id", "login id", "github", "github username"],
  email: ["email", "e-mail", "email address", "mail"],
  name: ["name", "full name", "student", "student name"],
  first: ["first name", "first_name", "firstname", "given name"],
  last: ["last name", "last_name", "lastname", "surname", "family name"],
  section: ["section", "group", "class"],
} as const;

/** Reads a roster. Throws BadInput when it names nobody, or two students by one key. */
export async function readRoster(file: string): Promise<Roster> {
  const students = (await readCsv(file)).map((row, index) => studentOf(row, file, index + 2));
  if (students.length === 0)
    throw new BadInput(
      `${file} names no student.`,
      "Give one line for each, below a header: id,name,email,login",
    );
  const keys = new Set<string>();
  for (const { key } of students) {
    if (keys.has(key))
      throw new BadInput(`${file} has "${key}" twice.`, "Give each student an id of their own.");
    keys.add(key);
  }
  return rosterOf(students);
}

function studentOf(row: Row, file: string, line: number): Student {
  const id = cell(row, COLUMNS.id);
  const login = cell(row, COLUMNS.login);
  const email = cell(row, COLUMNS.email);
  const parts = [cell(row, COLUMNS.first), cell(row, COLUMNS.last)].filter((each) => each !== null).join(" ");
  const name = cell(row, COLUMNS.name) ?? (parts || null);
  const key = id ?? login ?? email ?? name;
  if (key === null)
    throw new BadInput(
      `${file}, line ${line}, names nobody. Its columns are: ${Object.keys(row).join(", ")}.`,
      `At least one of these must hold something: ${COLUMNS.id[0]}, ${COLUMNS.login[0]}, ${COLUMNS.email[0]}, ${COLUMNS.name[0]}.`,
    );
  return { key, id, name, email, login, section: cell(row, COLUMNS.section) };
}

/** A roster of these students. Pure. */
export function rosterOf(students: readonly Student[]): Roster {
  const byKey = new Map<string, Set<Student>>();
  const byName = new Map<string, Set<Student>>();
  const note = (map: Map<string, Set<Student>>, key: string, student: Student): void =>
    void map.set(key, (map.get(key) ?? new Set()).add(student));
  for (const student of students) {
    for (const key of [student.key, student.id, student.login, student.email, student.email?.split("@")[0]])
      if (key) note(byKey, plainKey(key), student);
    for (const key of nameKeys(student.name ?? "")) note(byName, key, student);
  }
  const find = (written: string): Match => {
    const exact = byKey.get(plainKey(written));
    const found = exact ?? union(nameKeys(written).map((key) => byName.get(key)));
    const [student, another] = found;
    if (student !== undefined && another === undefined) return { student };
    return student === undefined ? unknown(written) : ambiguous(written, [...found]);
  };
  return { students, find };
}

function union(sets: readonly (ReadonlySet<Student> | undefined)[]): ReadonlySet<Student> {
  return new Set(sets.flatMap((each) => [...(each ?? [])]));
}

function unknown(written: string): Match {
  const reason = `Nobody on the roster is called "${written}". Rename it to the student's id or login, or add them to the roster.`;
  return { code: "not-on-roster", reason };
}

function ambiguous(written: string, students: readonly Student[]): Match {
  const keys = students.map((each) => each.key).join(", ");
  const reason = `"${written}" may be any of ${keys}. Rename it to the id of the one who handed it in.`;
  return { code: "ambiguous-name", reason };
}
