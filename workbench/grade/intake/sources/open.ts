import { stat } from "node:fs/promises";
import { BadInput } from "../../../lab/errors.ts";
import { NotTaken } from "../shelf.ts";
import { downloadSource } from "./download.ts";
import { folderSource } from "./folder.ts";
import { repositorySource } from "./repositories.ts";
import type { Source, SourceContext } from "./types.ts";

/** Opens where a class's hand-ins are, whichever of the known forms it has. Throws BadInput. */
export async function openSource(where: string, context: SourceContext): Promise<Source> {
  const found = await stat(where).catch(() => null);
  if (found?.isDirectory()) return folderSource(where, context);
  if (found === null) throw new BadInput(`There is no ${where}.`, FORMS);
  if (/\.(csv|txt)$/i.test(where)) return repositorySource(where, context);
  if (!/\.zip$/i.test(where)) throw new BadInput(`${where} holds no hand-ins in a form that we read.`, FORMS);
  try {
    return await downloadSource(where, context);
  } catch (error) {
    if (error instanceof NotTaken) throw new BadInput(`${where}: ${error.message}`, FORMS);
    throw error;
  }
}

const FORMS =
  "Name a folder with a folder or an archive for each student, a learning platform's download (.zip), or a list of Git repositories (.csv, .txt).";
