import { isRegular, resolveExecutable, resolvePath, searchPath } from "../path.ts";
import type { FileFacts } from "../types.ts";
import type { ImageNotes } from "./schema.ts";

type Files = ReadonlyMap<string, FileFacts>;

const ANY_X = 0o111;
const SETUID = 0o4000;
const SETGID = 0o2000;

/** Programs that install packages, by the names of their files. */
const MANAGERS: Readonly<Record<string, readonly string[]>> = {
  apt: ["apt-get", "apt"],
  dpkg: ["dpkg"],
  apk: ["apk"],
  dnf: ["dnf", "dnf5"],
  microdnf: ["microdnf"],
  tdnf: ["tdnf"],
  yum: ["yum"],
  zypper: ["zypper"],
  rpm: ["rpm"],
  pacman: ["pacman"],
  opkg: ["opkg"],
  xbps: ["xbps-install"],
  portage: ["emerge"],
  nix: ["nix-env", "nix"],
  conda: ["conda", "mamba", "micromamba"],
  pip: ["pip3", "pip"],
  uv: ["uv"],
  poetry: ["poetry"],
  npm: ["npm"],
  pnpm: ["pnpm"],
  yarn: ["yarn", "yarnpkg"],
  corepack: ["corepack"],
  gem: ["gem"],
  bundler: ["bundle"],
  composer: ["composer"],
  cargo: ["cargo"],
  maven: ["mvn"],
};

/** Where programs lie though PATH does not say so. */
const ALSO = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/**
 * Regular files that can be run by themselves: an x bit, and an ELF executable or a script's interpreter line. Libraries are
 * left out, though on Fedora each has an x bit and glibc's can even be started.
 */
export function executablesOf(files: Files, env: readonly string[]): ImageNotes["executables"] {
  const paths = [...files.values()].filter(isProgram).map(({ path }) => path);
  const folders = new Set(searchPath(env).map((folder) => resolvePath(files, folder)?.path));
  const inPath = paths.filter((path) => folders.has(path.slice(0, path.lastIndexOf("/")))).length;
  return { count: paths.length, inPath, paths };
}

function isProgram({ type, mode, program }: FileFacts): boolean {
  if ((type !== "file" && type !== "hardlink") || (mode & ANY_X) === 0 || !program) return false;
  return program.kind === "script" || (program.elf.type === "executable" && program.elf.soname === null);
}

/** Files that run with another's rights: setuid or setgid, with an x bit; without one the bit does nothing. */
export function privilegedFiles(files: Files): ImageNotes["privileged"] {
  return [...files.values()]
    .filter((file) => isRegular(file) && (file.mode & (SETUID | SETGID)) !== 0 && (file.mode & ANY_X) !== 0)
    .map(({ path, mode, uid, gid }) => ({
      path,
      mode: octal(mode),
      setuid: (mode & SETUID) !== 0,
      setgid: (mode & SETGID) !== 0,
      uid,
      gid,
    }));
}

/** Permission bits as `ls` and `chmod` number them: `4755`, `0644`. */
export const octal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, "0");

/** Package managers that can be started, each once, by the first of its names in PATH and then in the usual folders. */
export function packageManagersOf(files: Files, env: readonly string[]): ImageNotes["packageManagers"] {
  const folders = [...new Set([...searchPath(env), ...ALSO])];
  return Object.entries(MANAGERS).flatMap(([name, names]) => {
    const paths = folders.flatMap((folder) => names.map((each) => `${folder}/${each}`));
    const path = paths.find((each) => resolveExecutable(files, each));
    return path === undefined ? [] : [{ name, path }];
  });
}
