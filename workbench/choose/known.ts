import { baseById } from "../bases/catalogue.ts";
import { supportOf } from "../bases/support/support.ts";
import type { Known } from "./gather.ts";

/** What the catalogue and the table of support say of bases, beside what was recorded. */
export const known: Known = {
  note: (id) => baseById(id)?.note ?? null,
  dates(names) {
    const release =
      names.map((name) => /debian(?: GNU\/Linux |:)?(\d+)/i.exec(name)?.[1]).find(Boolean) ?? null;
    const support = supportOf("debian", release);
    if (support === null) return null;
    const { until, longTermUntil, source, asOf } = support;
    return { release: `Debian ${release}`, until, longTermUntil, source, asOf };
  },
};
