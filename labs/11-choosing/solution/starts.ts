/** What `groundwork inspect --file` says of a program. */
export interface Program {
  /** Path of the loader that it asks the kernel for; null when it asks for none. */
  readonly interpreter: string | null;
  /** Names of the libraries that it asks its loader for. */
  readonly needed: readonly string[];
}

/** What `groundwork inspect` says of a base. */
export interface Base {
  /** Paths of its loaders, links among them. */
  readonly loaders: readonly string[];
  /** Names of its libraries, links among them. */
  readonly libraries: readonly string[];
}

/** Whether the program gets to its own code on this base. */
export function starts(program: Program, base: Base): boolean {
  if (program.interpreter === null) return true;
  return (
    base.loaders.includes(program.interpreter) &&
    program.needed.every((name) => base.libraries.includes(name))
  );
}
