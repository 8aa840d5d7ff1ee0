/** Errors of the kernel that a path or a program can meet here, with the words that both libcs and Go have for them. */
export const WORDS = {
  ENOENT: "no such file or directory",
  ENOTDIR: "not a directory",
  ELOOP: "too many levels of symbolic links",
  EACCES: "permission denied",
  ENAMETOOLONG: "file name too long",
  ENOEXEC: "exec format error",
  ELIBBAD: "accessing a corrupted shared library",
  EIO: "input/output error",
} as const;
export type Errno = keyof typeof WORDS;

/** What `docker run` exits with when the engine itself refuses with this error (docker/cli, command/container/run.go). */
export function refusalCode(errno: Errno): number {
  return errno === "ENOENT" ? 127 : errno === "EACCES" ? 126 : 125;
}
