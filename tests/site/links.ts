import { load } from "cheerio";

/** What a page leads to, and the names of its places. */
interface Seen {
  readonly leads: readonly string[];
  readonly places: ReadonlySet<string>;
}

/**
 * Every address of the site's own that leads nowhere, and every anchor that is not on its page.
 * @param starts addresses of pages
 * @param read the HTML of a page, an empty text for any other file, null where there is nothing
 */
export async function brokenLinks(
  starts: readonly string[],
  read: (address: string) => Promise<string | null>,
): Promise<string[]> {
  const known = new Map<string, Promise<Seen | null>>();
  const look = (address: string): Promise<Seen | null> => {
    const found = known.get(address) ?? read(address).then((html) => (html === null ? null : seen(html)));
    known.set(address, found);
    return found;
  };
  const broken: string[] = [];
  for (const start of starts) {
    for (const lead of (await look(start))?.leads ?? [`${start} itself`]) {
      const target = new URL(lead, start);
      if (!/^(https?|file):$/.test(target.protocol) || target.origin !== new URL(start).origin) continue;
      const place = decodeURIComponent(target.hash.slice(1));
      target.hash = "";
      target.search = "";
      const there = await look(target.href);
      if (there === null || (place !== "" && !place.startsWith("__") && !there.places.has(place)))
        broken.push(`${start} leads to ${lead}`);
    }
  }
  return broken;
}

function seen(html: string): Seen {
  const page = load(html);
  const values = (name: string): string[] =>
    page(`[${name}]`)
      .toArray()
      .map((element) => page(element).attr(name) ?? "");
  return {
    leads: [...values("href"), ...values("src")],
    places: new Set([...values("id"), ...values("name")]),
  };
}
