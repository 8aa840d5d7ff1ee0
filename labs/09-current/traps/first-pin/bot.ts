/**
 * Raises the pins of a Dockerfile: each NAME:TAG@sha256:… whose NAME:TAG is a key of `now` gets the digest that stands
 * there. All else stays as it is, byte for byte.
 * @param now what each name means in its registry now: "localhost:5000/base:1" → "sha256:…"
 */
export function raise(dockerfile: string, now: Readonly<Record<string, string>>): string {
  return dockerfile.replace(/^FROM ([^\s@]+)@(\S+)/m, (pin, name: string, digest: string) => {
    return `FROM ${name}@${now[name] ?? digest}`;
  });
}
