import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "../../folder.ts";
import type { Submission } from "../schema/submission.ts";

/** A hand-in's files for one lab, by the manifest's paths. */
export type Contents = ReadonlyMap<string, Buffer>;

/** What a submission says of its files: in the order of their paths, with a digest over paths and contents. Pure. */
export function describeFiles(contents: Contents): Pick<Submission, "files" | "digest"> {
  const whole = createHash("sha256");
  const files = [...contents]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([file, content]) => {
      const sha256 = createHash("sha256").update(content).digest("hex");
      whole.update(`${file}\0${content.length}\0${sha256}\n`);
      return { path: file, bytes: content.length, sha256 };
    });
  return { files, digest: `sha256:${whole.digest("hex")}` };
}

/** Puts a submission's files aside, whole or not at all; what an earlier intake has put there is replaced. */
export async function putAside(dir: string, contents: Contents): Promise<void> {
  await makeFolder(path.dirname(dir));
  const temporary = await mkdtemp(`${dir}.tmp-`);
  try {
    for (const [file, content] of contents) {
      const target = path.join(temporary, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, content, { mode: 0o644, flag: "wx" });
    }
    await rm(dir, { recursive: true, force: true });
    await rename(temporary, dir);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
