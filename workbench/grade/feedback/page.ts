import { markup, type Html } from "../../inspect/html/markup.ts";
import { STYLE } from "../../inspect/html/style.ts";
import { wholePage } from "../../inspect/html/whole-page.ts";
import type { Verdict } from "../../lab/results.ts";

const SHEET = `${STYLE}
.mark{font:680 clamp(1.4rem,5vw,2rem)/1.2 Bitter,Rockwell,Georgia,serif;margin:.2rem 0}
.tasks{list-style:none;margin:0;padding:0}
.tasks>li{border-top:1px solid var(--line);padding:.7rem 0}
.task{display:flex;max-width:none;gap:.75rem;align-items:baseline;margin:0}
.task .title{flex:1;font-weight:600;min-width:0;overflow-wrap:anywhere}
.task .points{white-space:nowrap;font-variant-numeric:tabular-nums}
.tasks dl{margin:.5rem 0 0 1.6rem;font-size:.9375rem}
dd,.says{white-space:pre-wrap}
pre{white-space:pre-wrap;background:var(--raised);border:1px solid var(--line);padding:.7rem .9rem;margin:.4rem 0;max-height:24rem;overflow:auto}
.pass .sign{color:var(--good)}.fail .sign,.rejected .sign{color:var(--bad)}.not-gradable .sign{color:var(--warn)}
.number{text-align:right;font-variant-numeric:tabular-nums}
section .mark{font-size:1.15rem}
td,th{min-width:5rem}
td:not(.number){min-width:7rem}
td{overflow-wrap:anywhere}
figure{margin:.6rem 0}
figure svg{width:100%;max-width:40rem;height:auto;display:block}
.bar{fill:var(--link)}.axis{stroke:var(--ink)}
figure text{fill:var(--ink);font-size:11px}
a{color:var(--link)}
@media (min-width:44rem){.tasks dl{margin-left:2rem}}
`;

const SIGNS: Readonly<Record<Verdict, { readonly sign: string; readonly word: string }>> = {
  pass: { sign: "✓", word: "passed" },
  fail: { sign: "✗", word: "did not pass" },
  "not-gradable": { sign: "!", word: "could not be graded" },
  rejected: { sign: "⊘", word: "rejected" },
};

/** A page of a student or the class; see wholePage. */
export function pageOf(title: string, header: Html, main: readonly Html[]): string {
  const footer = "Graded by Groundwork.";
  return wholePage({ title, header, main, footer, sheet: SHEET, isPersonal: true });
}

/** The sign of a verdict, with its word for those who do not see it. */
export function signOf(verdict: Verdict): Html {
  const { sign, word } = SIGNS[verdict];
  return markup`<span class="sign" role="img" aria-label="${word}">${sign}</span>`;
}

/** A part of a page under a heading of its own. */
export function section(id: string, title: string, parts: readonly Html[]): Html {
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${parts}</section>
`;
}

/** Terms and what is to be said of each; those without a word are left out. */
export function terms(rows: readonly (readonly [string, string | null])[]): Html {
  const said = rows.filter(([, text]) => text !== null && text !== "");
  return markup`<dl>${said.map(
    ([label, text]) => markup`<dt>${label}</dt><dd>${text}</dd>
`,
  )}</dl>`;
}

/** A table that scrolls in itself on a narrow screen. Columns from `numbersFrom` on hold numbers. */
export function tableOf(
  caption: string,
  heading: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
  numbersFrom = Infinity,
): Html {
  const number = (index: number): Html | null => (index >= numbersFrom ? markup` class="number"` : null);
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Table: ${caption}"><table><thead><tr>${heading.map((cell, index) => markup`<th scope="col"${number(index)}>${cell}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => markup`<tr>${row.map((cell, index) => markup`<td${number(index)}>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>
`;
}

/** A date of ours or of a hand-in, to the minute, in UTC; as it stands where it is none. */
export function moment(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
