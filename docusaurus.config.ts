import { fileURLToPath } from "node:url";
import type { Options as PresetOptions, ThemeConfig } from "@docusaurus/preset-classic";
import type { Options as DocsOptions } from "@docusaurus/plugin-content-docs";
import type { Config } from "@docusaurus/types";
import { darkCode, lightCode } from "./site/prism.ts";
import { withLabOf } from "./site/front-matter.ts";
import { groundworkPlugin } from "./site/plugin.ts";
import { readingPlugin } from "./site/reading/plugin.ts";
import { remarkGlossary } from "./site/remark/glossary.ts";
import { remarkOwnComponents } from "./site/remark/own-components.ts";
import { remarkRecordings } from "./site/remark/recordings.ts";
import { remarkRegions } from "./site/remark/regions.ts";
import { searchTheme } from "./site/search.ts";
import { weightPlugins, weightRehypePlugins } from "./site/weight/index.ts";

/** Where the site will live; both are only needed by somebody who publishes it. */
const url = process.env["GROUNDWORK_SITE_URL"] ?? "http://localhost";
const baseUrl = process.env["GROUNDWORK_BASE_URL"] ?? "/";

/** Where pages can be edited; without it no page offers a link to do so. */
const repository = process.env["GROUNDWORK_REPOSITORY"];

// Docusaurus loads this file through jiti, which knows `import.meta.url` and no newer member.
const siteDir = fileURLToPath(new URL(".", import.meta.url));

/** The browser tests also build a page that shows every component on invented numbers; nobody else ever sees it. */
const withFixtures = process.env["GROUNDWORK_SITE_FIXTURES"] === "1";

const beforeDefaultRemarkPlugins: [(options: { siteDir: string }) => unknown, { siteDir: string }][] = [
  [remarkRecordings, { siteDir }],
  [remarkRegions, { siteDir }],
  [remarkOwnComponents, { siteDir }],
  [remarkGlossary, { siteDir }],
];

const preset = {
  docs: {
    path: "docs",
    routeBasePath: "course",
    sidebarPath: "./sidebars.ts",
    // The chapter's number is part of its address: people say "chapter 05".
    numberPrefixParser: false,
    breadcrumbs: false,
    beforeDefaultRemarkPlugins,
    rehypePlugins: weightRehypePlugins(),
    ...(repository === undefined ? {} : { editUrl: `${repository}/edit/main/` }),
  },
  pages: { beforeDefaultRemarkPlugins, rehypePlugins: weightRehypePlugins() },
  blog: false,
  theme: {
    customCss: [
      "./src/css/fonts.css",
      "./src/css/theme.css",
      "./src/css/prose.css",
      "./src/css/shell.css",
      "./src/css/print.css",
    ],
  },
} satisfies PresetOptions;

const fixturePages: [string, DocsOptions] = [
  "@docusaurus/plugin-content-docs",
  {
    id: "fixtures",
    path: "site/fixtures",
    routeBasePath: "fixtures",
    numberPrefixParser: false,
    breadcrumbs: false,
    beforeDefaultRemarkPlugins,
    rehypePlugins: weightRehypePlugins(),
  },
];

const themeConfig = {
  // What other sites show beside a link to one of our pages.
  image: "img/card.png",
  colorMode: { respectPrefersColorScheme: true },
  docs: { sidebar: { hideable: false } },
  tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
  navbar: {
    title: "Groundwork",
    logo: { alt: "", src: "img/mark.svg", srcDark: "img/mark-dark.svg", width: 30, height: 30 },
    items: [
      { to: "/course", label: "Course", position: "left", activeBaseRegex: "/course(/|$)" },
      { to: "/predictions", label: "My predictions", position: "left" },
    ],
  },
  prism: { theme: lightCode, darkTheme: darkCode, additionalLanguages: ["docker", "bash", "diff", "json"] },
} satisfies ThemeConfig;

const config: Config = {
  title: "Groundwork",
  tagline: "Know what your image stands on.",
  favicon: "img/mark.svg",
  url,
  baseUrl,
  trailingSlash: true,
  future: { v4: true, faster: true },
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  // One language for now. `docusaurus write-translations` writes out all that is to be translated.
  i18n: { defaultLocale: "en", locales: ["en"] },
  markdown: {
    parseFrontMatter: withLabOf(siteDir),
    hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" },
  },
  presets: [["classic", preset]],
  plugins: [groundworkPlugin, readingPlugin, ...weightPlugins(), ...(withFixtures ? [fixturePages] : [])],
  themes: [
    [
      searchTheme,
      {
        hashed: true,
        indexBlog: false,
        indexPages: true,
        docsRouteBasePath: "course",
        highlightSearchTermsOnTargetPage: true,
        searchBarShortcutHint: false,
        // Somebody who looks for a word of a task is not shown its solution.
        ignoreCssSelectors: [".gw-spoiler"],
      },
    ],
  ],
  themeConfig,
};

export default config;
