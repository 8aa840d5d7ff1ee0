import type { IntakeLimits } from "../limits.ts";
import { NotTaken, tooMany, type Listed, type Shelf } from "../shelf.ts";

/**
 * One student's part of an archive that holds a whole class. Closing it leaves the archive open, for the others.
 * @param entries places in the class's list, with the path that each has inside the student's part
 */
export function partOf(
  whole: Shelf,
  all: readonly Listed[],
  entries: readonly { readonly at: number; readonly path: string }[],
  limits: IntakeLimits,
): Shelf {
  return {
    list: () => {
      if (entries.length > limits.entries) return Promise.reject(tooMany(limits.entries));
      const found = entries.flatMap(({ at, path }) => {
        const entry = all[at];
        return entry ? [{ ...entry, path }] : [];
      });
      const bytes = found.reduce((sum, each) => sum + each.bytes, 0);
      return bytes <= limits.unpackedBytes ? Promise.resolve(found) : Promise.reject(bomb(bytes, limits));
    },
    read: async (wanted) => {
      const places = new Map([...wanted].map(([at, most]) => [entries[at]?.at ?? -1, { at, most }]));
      const asked = new Map([...places].map(([place, { most }]) => [place, most]));
      const found = await whole.read(asked);
      return new Map([...found].map(([place, content]) => [places.get(place)?.at ?? -1, content]));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function bomb(bytes: number, limits: IntakeLimits): NotTaken {
  return new NotTaken(
    "zip-bomb",
    `It says to hold ${bytes} bytes, and at most ${limits.unpackedBytes} are taken. Hand in the lab's folder alone.`,
  );
}
