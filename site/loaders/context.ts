/** The little that our loaders use of the bundler's loader context. */
export interface LoaderContext {
  /** Absolute path of the imported file. */
  readonly resourcePath: string;
  /** `?key=…` of the import. */
  readonly resourceQuery: string;
  /** Root folder of the build. */
  readonly rootContext: string;
  /** Rebuild the module when this file changes too. */
  addDependency(file: string): void;
  /** Rebuild the module when a file of this folder comes or goes. */
  addContextDependency(folder: string): void;
}

/** Turns a value into a module; `<` is escaped so that no text in it can end a script. */
export function toModule(value: unknown): string {
  return `export default ${JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")};`;
}

/** Runs `make`; what it throws gets the page that asked for it in front, so that the build log names the place to mend. */
export function forPage<T>(context: LoaderContext, make: (query: URLSearchParams) => T): T {
  const query = new URLSearchParams(context.resourceQuery);
  try {
    return make(query);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${query.get("page") ?? context.resourcePath}: ${reason}`, { cause: error });
  }
}
