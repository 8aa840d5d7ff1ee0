import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { Sheet } from "./sheet.ts";

const SHEETS = [
  ["plain", "a,b,c\n1,2,3\n"],
  ["quotes, commas and line breaks in cells", 'a,b\r\n"x, ""y""","two\r\nlines"\r\n,""\r\n'],
  ["semicolons and a byte order mark", "\uFEFFName;Wert\r\nMüller;75,00\r\n"],
  ["no line end at the end, an empty last cell", "a\tb\n1\t"],
] as const;

test.each(SHEETS)("%s: read as csv-parse reads it, and unchanged byte for byte", (_, text) => {
  const content = Buffer.from(text);
  const sheet = new Sheet(content);
  const expected: unknown = parse(text, { bom: true, delimiter: sheet.delimiter, relax_column_count: true });
  expect(sheet.rows.map((row) => row.map((cell) => cell.value))).toEqual(expected);
  expect(sheet.content().equals(content)).toBe(true);
});

test("only the cells that are set change, and get quotes where they need them", () => {
  const sheet = new Sheet(Buffer.from('n,"g",f\r\n\u00e9,"1",\r\n'));
  const [, row] = sheet.rows;
  for (const [index, value] of ["é", "2,5", 'she said "no", twice'].entries())
    if (row?.[index] && index > 0) sheet.set(row[index], value);
  expect(sheet.content().toString("utf8")).toBe('n,"g",f\r\né,"2,5","she said ""no"", twice"\r\n');
});

test("bytes that are no UTF-8 stay as they are", () => {
  const content = Buffer.concat([Buffer.from("n,g\n"), Buffer.from([0xfc, 0x2c]), Buffer.from("1\n")]);
  const sheet = new Sheet(content);
  const cell = sheet.rows[1]?.[1];
  if (cell) sheet.set(cell, "2");
  expect(sheet.content()).toEqual(Buffer.concat([content.subarray(0, -2), Buffer.from("2\n")]));
});
