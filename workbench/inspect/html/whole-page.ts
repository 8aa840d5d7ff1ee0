import { createHash } from "node:crypto";
import { Html, markup } from "./markup.ts";

export interface WholePage {
  readonly title: string;
  readonly header: Html;
  readonly main: readonly Html[];
  readonly footer: string;
  /** The one style sheet. */
  readonly sheet: string;
  /** True: search engines are told to leave it out. */
  readonly isPersonal?: boolean;
}

/**
 * A whole page that needs nothing beside itself: no script, no font, no picture, no other host. Its own policy forbids
 * them too, whatever strangers' texts in it hold; of styles it allows the sheet by its digest and no other. Pure.
 */
export function wholePage({ title, header, main, footer, sheet, isPersonal = false }: WholePage): string {
  const digest = createHash("sha256").update(sheet).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isPersonal ? markup`<meta name="robots" content="noindex">\n` : null}<title>${title}</title>
<style>${new Html(sheet)}</style>
</head>
<body>
<header>${header}</header>
<main>${main}</main>
<footer><p>${footer}</p></footer>
</body>
</html>
`.toString();
}
