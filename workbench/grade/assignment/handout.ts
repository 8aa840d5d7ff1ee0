import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { fillFolder } from "../../lab/fill.ts";
import type { Lab } from "../../lab/load.ts";
import { writeVariant } from "../../lab/variant-file.ts";
import { isSameForAll, variantOf } from "../../lab/variant.ts";
import { temporaryFolder } from "../../temporary.ts";
import { allowedIn } from "../policy/allowed.ts";
import { filesBelow, textFile, type Files, type HandoutFile } from "./files.ts";
import type { LoadedAssignment } from "./load.ts";
import { labText, readmeText } from "./texts.ts";

/** What Git is to do with the files, as a template repository. */
const GIT = {
  ".gitattributes":
    "# The same bytes on every system: scripts run in Linux containers.\n* text=auto eol=lf\n",
  ".gitignore": "node_modules/\n.DS_Store\n",
};

/**
 * The files of a handout: first page, a page and the starter of each lab, and what the instructor adds.
 * @param learner whose values a lab with variants has; null: nobody's, and then its starter is not among the files
 */
export async function handoutOf(loaded: LoadedAssignment, learner: string | null): Promise<Files> {
  const { assignment, labs, handoutDir } = loaded;
  const files = new Map<string, HandoutFile>();
  for (const [name, text] of Object.entries(GIT)) files.set(name, textFile(text));
  for (const [at, lab] of labs.entries()) {
    const { id } = lab.manifest;
    files.set(`${id}.md`, textFile(labText(lab, assignment.labs[at], await allowedIn(lab, labs))));
    for (const [name, file] of await starterOf(lab, learner)) files.set(`${id}/${name}`, file);
  }
  if (handoutDir !== null) for (const [name, file] of await filesBelow(handoutDir)) files.set(name, file);
  files.set("README.md", textFile(readmeText(assignment, labs, learner)));
  return files;
}

async function starterOf({ dir, manifest }: Lab, learner: string | null): Promise<Files> {
  const starter = path.join(dir, "starter");
  if (isSameForAll(manifest)) return filesBelow(starter);
  if (learner === null) return new Map();
  const own = await temporaryFolder("handout");
  try {
    await cp(starter, own, { recursive: true });
    await fillFolder(own, variantOf(manifest, learner));
    await writeVariant(own, manifest, learner);
    return await filesBelow(own);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
