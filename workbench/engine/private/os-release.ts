export interface LinuxRelease {
  /** For example `debian`, `ubuntu`, `fedora`. */
  readonly id: string;
  readonly like: readonly string[];
  readonly name: string;
}

/** Reads /etc/os-release (os-release(5)); an absent or empty file gives a nameless Linux. */
export function parseRelease(text: string | null): LinuxRelease {
  const values = new Map<string, string>();
  for (const line of (text ?? "").split("\n")) {
    const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
    if (match?.[1]) values.set(match[1], match[2] ?? match[3] ?? match[4] ?? "");
  }
  return {
    id: values.get("ID") ?? "linux",
    like: (values.get("ID_LIKE") ?? "").split(" ").filter(Boolean),
    name: values.get("PRETTY_NAME") ?? values.get("NAME") ?? "this Linux",
  };
}

/** True where `docker.io` can be had from the distribution by apt. */
export function isDebianLike({ id, like }: LinuxRelease): boolean {
  return [id, ...like].some((name) => name === "debian" || name === "ubuntu");
}
