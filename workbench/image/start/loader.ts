import type { Execution } from "./exec.ts";
import { loadWithGlibc } from "./glibc.ts";
import type { LoaderJob, Loading } from "./loaded.ts";
import { loadWithMusl } from "./musl.ts";
import type { StartImage } from "./types.ts";
import { ROOT } from "./rights.ts";
import { variable } from "./command.ts";
import { walk, type View } from "./walk.ts";

/** What is left unsaid about every program that a loader starts. */
const LATER = "Libraries that the program itself loads later (dlopen) are not in its list.";

const UNREAD = {
  glibc: "Symbols are not read: one that the libraries lack shows when it is used, as `symbol lookup error`.",
  musl: "Symbols are not read: musl binds all of them at the start and ends at one it lacks, with `symbol not found`.",
  unknown: null,
} as const;

export interface LoaderResult extends Loading {
  readonly limits: readonly string[];
}

/** What the loader of a program that the kernel starts does; a static program has none, and nothing is left to look for. */
export function loadProgram(
  image: StartImage,
  view: View,
  started: Extract<Execution, { kind: "starts" }>,
): LoaderResult {
  const { program, loader } = started;
  const nothing = { libraries: [], missingVersions: [], ending: null };
  if (!loader) return { ...nothing, limits: [] };
  const kind = kindOf(loader.path, loader.elf.versionsProvided);
  const limits = [UNREAD[kind], LATER].filter((line) => line !== null);
  if (kind === "unknown") {
    const reason = `The loader ${loader.path} is neither glibc's nor musl's; how it looks for libraries is not known here.`;
    return { ...nothing, ending: { outcome: "depends", stage: "loader", reason, error: null }, limits };
  }
  const secure = raisesRights(program.file.mode, program.file, view);
  const job: LoaderJob = {
    view,
    program,
    loader,
    secure,
    libraryPath: secure ? null : variable(image, "LD_LIBRARY_PATH"),
    preload: secure ? null : variable(image, "LD_PRELOAD"),
    content(path) {
      const found = walk({ files: image.files, who: ROOT, cwd: "/" }, path);
      return found.ok ? (image.contents.get(found.path)?.bytes ?? null) : null;
    },
  };
  return { ...(kind === "glibc" ? loadWithGlibc(job) : loadWithMusl(job)), limits };
}

/** glibc's by the versions that it defines: Alpine's gcompat brings another loader under the same path. */
function kindOf(path: string, versions: readonly string[]): keyof typeof UNREAD {
  if (versions.some((version) => version.startsWith("GLIBC_"))) return "glibc";
  return /\/ld-musl-[^/]+$/.test(path) ? "musl" : "unknown";
}

/** setuid or setgid to another id than the user's: the loader then heeds neither LD_LIBRARY_PATH nor `$ORIGIN`. */
function raisesRights(
  mode: number,
  owner: { readonly uid: number; readonly gid: number },
  { who }: View,
): boolean {
  const setuid = (mode & 0o4000) !== 0 && owner.uid !== who.uid;
  const setgid = (mode & 0o2010) === 0o2010 && owner.gid !== who.gid;
  return setuid || setgid;
}
