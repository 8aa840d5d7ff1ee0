import { resolve } from "node:path";
import { BadInput } from "../../lab/errors.ts";
import { folderStore } from "./folder.ts";
import { parseS3, S3_FORM, s3Keys } from "./s3-place.ts";
import { s3Store } from "./s3.ts";
import type { Store } from "./types.ts";

/**
 * Opens the store that all machines of a class share. Nothing is read or asked yet.
 * @param where a folder, or `s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=REGION`
 * @param env holds the keys of an S3-compatible store
 * @throws BadInput for what is neither, or lacks something
 */
export function openStore(where: string, env: NodeJS.ProcessEnv = process.env): Store {
  if (where.trim() === "") throw new BadInput("The store has an empty name.", FORMS);
  if (/^s3:/i.test(where)) return s3Store(parseS3(where), s3Keys(env));
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(where)?.[1];
  if (scheme !== undefined) throw new BadInput(`A store can't be at ${scheme}://.`, FORMS);
  return folderStore(resolve(where));
}

const FORMS = `Name a folder that all machines share, or ${S3_FORM}`;
