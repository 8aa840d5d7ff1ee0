import { keptText, type Tree } from "./kept.ts";
import type { Distribution } from "./schema.ts";

/** os-release(5): the first of these that is there counts. */
const PLACES = ["/etc/os-release", "/usr/lib/os-release"];

/** Which distribution the image says it is; null when it says nothing, as scratch and BusyBox do. */
export function distributionOf(tree: Tree): Distribution | null {
  for (const path of PLACES) {
    const text = keptText(tree, path);
    const values = text === null ? null : parseAssignments(text);
    if (values && values.size > 0) return fromOsRelease(values, path, tree);
  }
  return fromOlderFiles(tree);
}

function fromOsRelease(values: ReadonlyMap<string, string>, path: string, tree: Tree): Distribution {
  const value = (key: string) => values.get(key) || null;
  const id = value("ID") ?? "linux";
  return {
    id,
    like: (value("ID_LIKE") ?? "").split(/\s+/).filter((name) => name !== ""),
    name: value("NAME") ?? id,
    prettyName: value("PRETTY_NAME") ?? ([value("NAME"), value("VERSION")].filter(Boolean).join(" ") || id),
    versionId: value("VERSION_ID"),
    codename: value("VERSION_CODENAME"),
    variant: value("VARIANT_ID"),
    pointRelease: pointRelease(id, value("VERSION_ID"), tree),
    path,
  };
}

/** Debian's point release (13.2) stands in debian_version alone. Testing writes `forky/sid` there: no release. */
function pointRelease(id: string, versionId: string | null, tree: Tree): string | null {
  const text = id === "debian" ? keptText(tree, "/etc/debian_version")?.trim() : undefined;
  return text !== undefined && versionId !== null && text.startsWith(`${versionId}.`) ? text : null;
}

/** Images from before os-release, or without it. */
function fromOlderFiles(tree: Tree): Distribution | null {
  const alpine = keptText(tree, "/etc/alpine-release")?.trim();
  if (alpine) return older("alpine", "Alpine Linux", alpine, "/etc/alpine-release");
  const redHat = keptText(tree, "/etc/redhat-release")?.trim();
  const release = redHat === undefined ? null : /^(.+?) release ([\d.]+)/.exec(redHat);
  if (release?.[1] && release[2]) {
    const id = /centos/i.test(release[1]) ? "centos" : /fedora/i.test(release[1]) ? "fedora" : "rhel";
    return older(id, release[1], release[2], "/etc/redhat-release");
  }
  const debian = keptText(tree, "/etc/debian_version")?.trim();
  if (debian) return older("debian", "Debian GNU/Linux", debian, "/etc/debian_version");
  return null;
}

const older = (id: string, name: string, versionId: string, path: string): Distribution => ({
  id,
  like: [],
  name,
  prettyName: `${name} ${versionId}`,
  versionId,
  codename: null,
  variant: null,
  pointRelease: null,
  path,
});

/** Longest line that is read: no value is so long, and a hostile one could be. */
const MOST_LINE = 2048;

/** Lines `KEY=value` as a shell would read them: quotes of both kinds, backslashes; anything else is passed over. */
export function parseAssignments(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line.slice(0, MOST_LINE).replace(/\r$/, ""));
    if (match?.[1] !== undefined) values.set(match[1], unquote((match[2] ?? "").trim()));
  }
  return values;
}

function unquote(value: string): string {
  const single = /^'([^']*)'/.exec(value)?.[1];
  if (single !== undefined) return single;
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
  return (double ?? value.replace(/\s+#.*$/, "")).replace(/\\(["'$`\\])/g, "$1");
}
