import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const { resolve } = createRequire(import.meta.url);
const signs = "@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff2";

/** A family of the pictures: the site's variable that it stands in for, and its files by style and weights. */
const families = [
  {
    variable: "--ifm-font-family-base",
    files: {
      "normal 100 700": "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2",
      "italic 100 700": "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-italic.woff2",
    },
  },
  {
    variable: "--ifm-heading-font-family",
    files: { "normal 100 900": "@fontsource-variable/bitter/files/bitter-latin-wght-normal.woff2" },
  },
  {
    variable: "--ifm-font-family-monospace",
    files: {
      "normal 400": "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
      "normal 600": "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2",
    },
  },
] as const;

/**
 * Sets every letter and sign of a page in fonts that npm brought, whatever the machine has and whatever the page has
 * loaded by then: what is compared is the layout and the colours, not the machine's fonts.
 */
export async function setPictureFonts(page: Page): Promise<void> {
  const files: string[] = [];
  // Of the page's own origin: its policy lets it load nothing else.
  await page.route("**/picture-fonts/*", (route) =>
    route.fulfill({ path: files[Number(new URL(route.request().url()).pathname.split("/").at(-1))] ?? "" }),
  );
  const face = (name: string, look: string, file: string): string => {
    const [style = "", ...weights] = look.split(" ");
    const address = `/picture-fonts/${files.push(resolve(file)) - 1}`;
    return `@font-face { font-family: "${name}"; font-style: ${style}; font-weight: ${weights.join(" ")}; src: url("${address}") }`;
  };
  const faces = [face("picture-signs", "normal 400", signs)];
  const variables = families.map(({ variable, files: each }) => {
    for (const [look, file] of Object.entries(each)) faces.push(face(`picture${variable}`, look, file));
    return `${variable}: "picture${variable}", "picture-signs" !important;`;
  });
  await page.addStyleTag({ content: `${faces.join("\n")}\n:root { ${variables.join(" ")} }` });
  await page.evaluate(
    '(async () => { for (const font of document.fonts) if (font.family.includes("picture")) await font.load(); })()',
  );
}
