import { lineAt } from "../../../workbench/course/content/finding.ts";
import type { Finding } from "../../../workbench/course/content/finding.ts";
import { proseOf } from "../../../workbench/course/content/prose.ts";

interface Wording {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Words that the style guide does without. */
const wordings: readonly Wording[] = [
  { pattern: /\b(?:virtual|on-disk|download) size/gi, instead: "say `unpacked size` or `compressed size`" },
  { pattern: /\buncompressed size/gi, instead: "say `unpacked size`" },
  {
    pattern: /\b(?:simply|obviously|basically|of course|needless to say)\b/gi,
    instead: "leave it out: the reader who finds it hard is told that it is easy",
  },
  {
    pattern: /\b(?:it should be noted|please note|note that|keep in mind that)\b/gi,
    instead: "say it, without announcing it",
  },
  { pattern: /\bin order to\b/gi, instead: "say `to`" },
  { pattern: /\b(?:utili[sz]e|leverage)[sd]?\b/gi, instead: "say `use`" },
];

const bareSize =
  /\b(?:image|layer|base)(?:'s|s')? sizes?\b|\bsizes? of (?:the|an?|this|that|each|every|its|your) (?:image|layer|base)s?\b/gi;

/** Words of the page that the style guide has another word for. */
export function wordingFindings(file: string, page: string): Finding[] {
  const prose = proseOf(page);
  return wordings.flatMap(({ pattern, instead }) =>
    [...prose.matchAll(pattern)].map((match) => ({
      file,
      line: lineAt(prose, match.index),
      says: `"${match[0]}": ${instead}`,
    })),
  );
}

/** Sentences that speak of a size without saying which of the two. */
export function bareSizeFindings(file: string, page: string): Finding[] {
  const prose = proseOf(page);
  return [...prose.matchAll(/[^.!?]+[.!?]*/g)].flatMap((sentence) => {
    if (/\b(?:unpacked|compressed|two sizes|both sizes)\b/i.test(sentence[0])) return [];
    return [...sentence[0].matchAll(bareSize)].map((match) => ({
      file,
      line: lineAt(prose, sentence.index + match.index),
      says: `"${match[0]}": say in the same sentence whether it is unpacked or compressed`,
    }));
  });
}

/** Headings that skip a level, and a first-level heading, which the page's title already is. */
export function headingFindings(file: string, page: string): Finding[] {
  const findings: Finding[] = [];
  let above = 1;
  for (const match of proseOf(page).matchAll(/^(#{1,6}) /gm)) {
    const level = match[1]?.length ?? 0;
    const line = lineAt(page, match.index);
    if (level === 1)
      findings.push({ file, line, says: "a page's title stands in its front matter; begin with ##" });
    else if (level > above + 1)
      findings.push({ file, line, says: `this heading is ${level - above} levels below the one above it` });
    above = level;
  }
  return findings;
}

/** Images without a text for those who cannot see them: `![](…)`, `<img>` and `<Image>` without `alt`. */
export function altFindings(file: string, page: string): Finding[] {
  const says = 'an image needs a text that says what it shows (alt="" where it only decorates)';
  return [...page.matchAll(/!\[\s*\]\(|<(?:img|Image)\b(?![^>]*\balt=)/g)].map((match) => ({
    file,
    line: lineAt(page, match.index),
    says,
  }));
}
