import { resolve } from "node:path";
import { expect, test } from "vitest";
import { BadInput } from "../../lab/errors.ts";
import { openStore } from "./open.ts";

const KEYS = {
  AWS_ACCESS_KEY_ID: "the-id",
  AWS_SECRET_ACCESS_KEY: "the-secret",
  AWS_SESSION_TOKEN: "the-token",
};
const AT = "?endpoint=https://s3.example:9000";

test.each([
  ["/srv/class", "/srv/class"],
  ["a folder", resolve("a folder")],
  [`s3://class-1${AT}`, "s3://class-1 at https://s3.example:9000"],
  [
    `s3://class-1/2026/autumn/${AT}&region=eu-central-1`,
    "s3://class-1/2026/autumn at https://s3.example:9000",
  ],
  [
    "s3://class-1/?endpoint=https://store.example/storage/v1/s3/",
    "s3://class-1 at https://store.example/storage/v1/s3",
  ],
])("%s is at %s", (where, shown) => {
  expect(openStore(where, KEYS).where).toBe(shown);
});

test.each([
  [""],
  ["ftp://host/folder"],
  ["s3://class-1"],
  ["s3://"],
  [`s3://Class_1${AT}`],
  [`s3://class-1:80/${AT}`],
  [`s3://class-1/a//../b%20c${AT}`],
  [`s3://id:hush@class-1${AT}`],
  ["s3://class-1?endpoint=https://id:hush@s3.example"],
  ["s3://class-1?endpoint=s3.example:9000"],
  ["s3://class-1?endpoint=https://s3.example?key=hush"],
  [`s3://class-1${AT}&secret=hush`],
  [`s3://class-1${AT}&region=The Moon`],
])("%s is refused", (where) => {
  expect(refusal(where, KEYS)).toMatchSnapshot();
});

test.each([[{}], [{ AWS_ACCESS_KEY_ID: "the-id" }], [{ ...KEYS, AWS_ACCESS_KEY_ID: "" }]])(
  "with %j an S3-compatible store is refused",
  (env) => {
    expect(refusal(`s3://class-1${AT}`, env)).toMatchSnapshot();
  },
);

/** What is said of a store that can't be one; never a secret. */
function refusal(where: string, env: NodeJS.ProcessEnv): string {
  try {
    openStore(where, env);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const text = `${error.message}\n${error.next}`;
    expect(text).not.toMatch(/hush|the-(id|secret|token)/);
    return text;
  }
  throw new Error("It was opened.");
}
