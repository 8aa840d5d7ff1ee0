import { posix } from "node:path";
import { load } from "cheerio";

/** Attributes that hold one address. */
const ADDRESSES = ["href", "src", "action", "poster"] as const;

/** What a page without scripts, on no server, has no use for: what fetches, what repeats its address, and search. */
const DROPPED = [
  "script:not([data-keep])",
  "link[rel=preload], link[rel=prefetch], link[rel=modulepreload], link[rel=preconnect]",
  "link[rel=canonical], link[rel=alternate], link[rel=search], link[rel=manifest]",
  'meta[property="og:url"], meta[property="og:image"], meta[name="twitter:image"]',
].join(", ");

/**
 * A page of the site as one that opens from any place, also from the disk: its addresses are
 * relative, folders are spelled out to their `index.html`, and what readers without JavaScript get is what everybody
 * gets. The one script that stays sets the theme before the page is shown; it fetches nothing.
 * @param path of the page in the site: `course/index.html`
 * @param base path that the site was built for
 */
export function portablePage(html: string, path: string, base = "/"): string {
  const page = load(html);
  const relative = relativeTo(path, base);
  page("script:not([src])")
    .filter((_, script) => page(script).text().includes('setAttribute("data-theme"'))
    .attr("data-keep", "");
  page(DROPPED).remove();
  page("script").removeAttr("data-keep");
  // Our faces lie beside the page: nothing has to be waited for (site/weight/fonts.ts).
  page("html").attr("data-fonts", "here");
  page("noscript").each((_, element) => void page(element).replaceWith(page(element).text()));
  page("style").each((_, style) => void page(style).text(portableStyle(page(style).text(), path, base)));
  for (const name of ADDRESSES) {
    page(`[${name}]`).each((_, element) => {
      page(element).attr(name, relative(page(element).attr(name) ?? ""));
    });
  }
  return page.html();
}

/** A style sheet whose addresses are relative to where it lies; see `portablePage`. */
export function portableStyle(css: string, path: string, base = "/"): string {
  const relative = relativeTo(path, base);
  return css.replace(
    /url\((["']?)(\/(?!\/)[^"')]*)\1\)/g,
    (_, quote: string, address: string) => `url(${quote}${relative(address)}${quote})`,
  );
}

/** Makes an address of the site one as seen from a file of it; any other is left as it is. */
function relativeTo(from: string, base: string): (address: string) => string {
  return (address) => {
    if (!address.startsWith(base) || address.startsWith("//")) return address;
    const [, place = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(address.slice(base.length)) ?? [];
    const file = posix.extname(place) === "" ? posix.join(place, "index.html") : place;
    return posix.relative(posix.dirname(from), file) + rest;
  };
}
