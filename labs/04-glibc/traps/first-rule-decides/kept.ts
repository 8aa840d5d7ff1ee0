/** One line of a dpkg configuration, such as `path-exclude /usr/share/doc/*`. */
export interface Rule {
  readonly action: "exclude" | "include";
  readonly pattern: string;
}

/** `*` stands for any letters and `?` for one. To dpkg a slash is a letter like any other. */
function matches(path: string, pattern: string): boolean {
  const parts = [...pattern].map((letter) => {
    if (letter === "*") return ".*";
    return letter === "?" ? "." : letter.replace(/[\\^$.|+()[\]{}]/, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s").test(path);
}

/** Says whether dpkg, given these rules in this order, unpacks the file at `path`: the last rule that matches decides. */
export function kept(path: string, rules: readonly Rule[]): boolean {
  return rules.find(({ pattern }) => matches(path, pattern))?.action !== "exclude";
}
