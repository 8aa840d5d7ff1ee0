/**
 * The long form of an image reference: registry, `library/` and tag always written out, so that two spellings of one
 * image compare equal. A digest stays as it is and then no tag is added.
 * Source of the rules: distribution/reference, `ParseDockerRef`.
 */
export function normalReference(reference: string): string {
  const at = reference.indexOf("@");
  const named = at === -1 ? reference : reference.slice(0, at);
  const digest = at === -1 ? "" : reference.slice(at);
  const registry = registryOf(named);
  const rest = named.startsWith(`${registry}/`) ? named.slice(registry.length + 1) : named;
  const short = registry === "index.docker.io" ? "docker.io" : registry;
  const path = short === "docker.io" && !rest.includes("/") ? `library/${rest}` : rest;
  const tagged = path.includes(":") || digest !== "" ? path : `${path}:latest`;
  return `${short}/${tagged}${digest}`;
}

/** The registry that a reference names; `docker.io` where it names none. A first part is a registry when it has a dot or a port. */
export function registryOf(reference: string): string {
  const [first = "", ...others] = reference.split("/");
  const isRegistry = others.length > 0 && (/[.:]/.test(first) || first === "localhost");
  return isRegistry ? first : "docker.io";
}
