/** One line of a dpkg configuration, such as `path-exclude /usr/share/doc/*`. */
export interface Rule {
  readonly action: "exclude" | "include";
  readonly pattern: string;
}

/** Says whether dpkg, given these rules in this order, unpacks the file at `path`. */
export function kept(path: string, rules: readonly Rule[]): boolean {
  return true;
}
