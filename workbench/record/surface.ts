import type { ImageNotes } from "../image/notes/schema.ts";
import type { Observation } from "./schema.ts";

type Surface = Omit<Extract<Observation, { kind: "surface" }>, "kind" | "title" | "image">;

type Notes = Pick<
  ImageNotes,
  | "packages"
  | "packageDatabases"
  | "executables"
  | "privileged"
  | "shells"
  | "packageManagers"
  | "defaultUser"
>;

/** The part of an image's notes that a recording keeps: counts, and paths where the page names them. Pure. */
export function surfaceOf(notes: Notes): Surface {
  const { packages, packageDatabases, executables, privileged, shells, packageManagers, defaultUser } = notes;
  return {
    packages: packages.length,
    databases: packageDatabases.map((each) => ({ ...each })),
    executables: executables.count,
    setuid: privileged.filter(({ setuid }) => setuid).map(({ path }) => path),
    setgid: privileged.filter(({ setuid }) => !setuid).map(({ path }) => path),
    shells: [...shells],
    packageManagers: packageManagers.map(({ name }) => name),
    user: defaultUser.written,
    isRoot: defaultUser.isRoot,
  };
}
