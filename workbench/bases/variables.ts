import type { Dockerfile } from "dockerfile-ast";

/**
 * The values that `FROM` sees: only `ARG`s before the first `FROM` count there, and a value given with the build goes
 * before the default. Source: Dockerfile reference, "Understand how ARG and FROM interact".
 */
export function globalArgs(
  dockerfile: Dockerfile,
  buildArgs: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const arg of dockerfile.getInitialARGs()) {
    for (const property of arg.getProperties()) {
      const name = property.getName();
      const value = buildArgs[name] ?? property.getValue();
      if (value !== null) values.set(name, expandVariables(value, values, dockerfile.getEscapeCharacter()));
    }
  }
  return values;
}

const VARIABLE = /\$(?:(?<plain>\w+)|\{(?<name>\w+)(?::(?<how>[-+])(?<other>[^}]*))?\})/g;

/** Fills in `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`; an unknown name becomes nothing, quotes go. */
export function expandVariables(
  written: string,
  values: ReadonlyMap<string, string>,
  escape: string,
): string {
  const joined = written
    .replace(new RegExp(`\\${escape}[ \\t]*\\r?\\n[ \\t]*`, "g"), "")
    .replace(/^(["'])(.*)\1$/, "$2");
  return joined.replace(VARIABLE, (...match) => {
    const groups = match.at(-1) as unknown as Readonly<Record<string, string | undefined>>;
    const value = values.get(groups["plain"] ?? groups["name"] ?? "") ?? "";
    const other = groups["other"] ?? "";
    if (groups["how"] === "-") return value === "" ? other : value;
    if (groups["how"] === "+") return value === "" ? "" : other;
    return value;
  });
}
