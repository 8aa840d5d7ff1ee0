import { mkdtemp, readFile, rename, rm, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import type { z } from "zod";
import { makeFolder } from "../../folder.ts";
import { BadInput } from "../../lab/errors.ts";
import { loadLab, type Lab } from "../../lab/load.ts";
import { isDockerfile } from "../policy/names.ts";
import type { assignmentSchema } from "../schema/assignment.ts";
import { loadAssignment, parseAssignment, type LoadedAssignment } from "./load.ts";

/** What an instructor says of a new assignment; the rest has its default. */
export type NewAssignment = Omit<z.input<typeof assignmentSchema>, "format" | "privateTests">;

const HEAD = `# An assignment for \`npx groundwork grade\`. workbench/grade/schema/assignment.ts says what each key means.
# \`npx groundwork assignment check\` holds it against the labs; \`npx groundwork assignment pack\` makes the handout.
`;

/**
 * Writes a new assignment's folder, whole or not at all: \`assignment.yaml\`, and an example of private tests where it is asked
 * for. What was written is read back as it will be read later. Throws BadInput for what can't be, and where something lies there.
 */
export async function newAssignment(
  folder: string,
  said: NewAssignment,
  withPrivateTests: boolean,
  labsDir: string,
): Promise<LoadedAssignment> {
  const target = path.resolve(folder);
  const privateTests = withPrivateTests ? "private" : null;
  const text = HEAD + stringify({ format: "groundwork.assignment/1", ...said, privateTests });
  const { labs } = parseAssignment(text, "assignment.yaml");
  await makeFolder(path.dirname(target));
  const temporary = await mkdtemp(`${target}.tmp-`);
  try {
    await writeFile(path.join(temporary, "assignment.yaml"), text);
    if (withPrivateTests && labs[0]) await writeExample(temporary, await loadLab(labsDir, labs[0].lab));
    await loadAssignment(temporary, labsDir);
    await rename(temporary, target);
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? ""))
      throw new BadInput(
        `${folder} is there already.`,
        "Name another folder with --out, or remove that one.",
      );
    // Nobody typed the temporary folder's name, and it is gone.
    if (error instanceof BadInput)
      throw new BadInput(
        error.message.replaceAll(temporary, folder),
        "Nothing was written. Say it as it has to be, and give the command again.",
      );
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return loadAssignment(target, labsDir);
}

const EXAMPLE = fileURLToPath(new URL("example", import.meta.url));

/** The example builds a folder of the lab that has a plain Dockerfile. */
async function writeExample(dir: string, { manifest }: Lab): Promise<void> {
  const dockerfile = manifest.handIn.find((each) => isDockerfile(each.path) && each.path.includes("/"));
  const text = await readFile(path.join(EXAMPLE, "private.example.ts"), "utf8");
  const target = path.join(dir, "private", manifest.id);
  await mkdir(target, { recursive: true });
  const folder = path.posix.dirname(dockerfile?.path ?? "web/Dockerfile");
  await writeFile(path.join(target, "private.test.ts"), text.replaceAll("FOLDER", folder));
  await writeFile(path.join(target, "tasks.yaml"), await readFile(path.join(EXAMPLE, "tasks.yaml"), "utf8"));
}
