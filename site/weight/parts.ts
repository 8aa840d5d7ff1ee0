import type { LoadContext, Plugin } from "@docusaurus/types";
import { inBrowser, replaceModules } from "./replace.ts";

/** Parts of the theme that show nothing on this site, as it is configured; each is on every page all the same. */
const unused = [
  "AnnouncementBar",
  "DocBreadcrumbs",
  "DocVersionBadge",
  "DocVersionBanner",
  "NavbarItem/DocsVersionDropdownNavbarItem",
  "NavbarItem/DocsVersionNavbarItem",
  "NavbarItem/HtmlNavbarItem",
  "NavbarItem/LocaleDropdownNavbarItem",
  "TagsListInline",
];

/** A bar for the time between two pages, which the browser shows by itself where each page comes whole. */
const progress = { request: /theme-classic[\\/]lib[\\/]nprogress/, file: inBrowser("empty.ts") };

/**
 * Lever: parts of the theme that this site has no use for are left out.
 * Gives: some KB gz less JavaScript on each page.
 * A site that begins to use one of them does not build until the part is taken from the list.
 */
export function partsPlugin(context: LoadContext): Plugin {
  const file = inBrowser("empty.ts");
  const replaced = unused.map((part) => ({ request: new RegExp(`^@theme/${part}$`), file }));
  return {
    name: "groundwork-weight-parts",
    loadContent: () => refuseUse(context),
    configureWebpack: () => ({ plugins: [replaceModules([...replaced, progress])] }),
  };
}

/** Throws when the site's configuration uses what is left out. */
export function refuseUse({ siteConfig, i18n }: LoadContext): void {
  const { announcementBar, navbar } = siteConfig.themeConfig as {
    announcementBar?: object;
    navbar?: { items?: { type?: string }[] };
  };
  const types = navbar?.items?.map(({ type }) => type ?? "default") ?? [];
  const wanted = types.find((type) => /^(docsVersion|docsVersionDropdown|html|localeDropdown)$/.test(type));
  if (announcementBar !== undefined) throw inUse("an announcement bar");
  if (wanted !== undefined) throw inUse(`a navbar item of the type "${wanted}"`);
  if (i18n.locales.length > 1) throw inUse("several languages");
}

function inUse(what: string): Error {
  return new Error(
    `The site's configuration has ${what}, but site/weight/parts.ts leaves that part of the theme out. Take it from the list there.`,
  );
}
