import type { Row, Section, Tone } from "../words/section.ts";
import { markup, type Html } from "./markup.ts";
import { STYLE } from "./style.ts";
import { wholePage } from "./whole-page.ts";

const SIGNS: Readonly<Record<Tone, { readonly sign: string; readonly word: string }>> = {
  good: { sign: "✓", word: "good" },
  bad: { sign: "✗", word: "bad" },
  warn: { sign: "!", word: "mind" },
};

const FOOTER =
  "Unpacked size: the sum of the layers' tar bytes. Compressed size: the sum of the layer blobs' bytes. Read by Groundwork.";

/** A report's page; see wholePage. */
export function pageOf(title: string, header: Html, main: readonly Html[]): string {
  return wholePage({ title, header, main, footer: FOOTER, sheet: STYLE });
}

/** A part of a report as a list of terms. */
export function sectionHtml({ id, title, lead, rows }: Section): Html {
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${lead === "" ? null : markup`<p class="lead">${withCode(lead)}</p>`}
<dl>${rows.map(rowHtml)}</dl></section>
`;
}

/** Our own sentences set commands in backticks. */
function withCode(text: string): Html[] {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}

function rowHtml({ label, value, tone, more = [] }: Row): Html {
  const lines =
    more.length === 0 ? null : markup`<ul class="more">${more.map((line) => markup`<li>${line}</li>`)}</ul>`;
  return markup`<dt>${label}</dt><dd${tone ? markup` class="${tone}"` : null}>${tone ? signHtml(tone) : null}${value}${lines}</dd>
`;
}

/** The sign of a tone, with its word for those who do not see it. */
export function signHtml(tone: Tone): Html {
  const { sign, word } = SIGNS[tone];
  return markup`<span class="sign" role="img" aria-label="${word}">${sign}</span> `;
}
