import type { RootEntry } from "../rootfs/entry.ts";

/** Where dpkg, and distroless in its stead, note what is installed. */
const STATUS = /^var\/lib\/dpkg\/(status|status\.d\/[^/]+)$/;

/** Name → version of the packages in a dpkg status text. Packages that are only remembered, not installed, are left out. */
export function parseStatus(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(/\n\n+/).flatMap((paragraph) => {
      const name = /^Package: (.+)$/m.exec(paragraph)?.[1];
      const version = /^Version: (.+)$/m.exec(paragraph)?.[1];
      const status = /^Status: (.+)$/m.exec(paragraph)?.[1];
      const installed = status === undefined || status.endsWith(" installed");
      return name !== undefined && version !== undefined && installed ? [[name, version]] : [];
    }),
  );
}

/** Notes the packages of a file tree while it passes by. */
export class PackageNotes {
  private found: Readonly<Record<string, string>> = {};

  /** Hands every entry on unchanged. */
  async *read(entries: AsyncIterable<RootEntry> | Iterable<RootEntry>): AsyncGenerator<RootEntry> {
    for await (const entry of entries) {
      if (STATUS.test(entry.path) && !entry.path.endsWith(".md5sums")) {
        this.found = { ...this.found, ...parseStatus(entry.body.toString("utf8")) };
      }
      yield entry;
    }
  }

  /** Name → version, sorted by name. */
  versions(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.found).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}
