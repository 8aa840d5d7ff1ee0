import { relative } from "node:path";
import type { Link, PhrasingContent, Root, RootContent, Text } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { anchorOf, GLOSSARY, readGlossary } from "../glossary.ts";
import type { Glossary, Term } from "../glossary.ts";

/** Text that is no running prose, or that a reader sees only after a guess: a term's first use is looked for elsewhere. */
const SKIPPED = new Set(["heading", "link", "linkReference", "code", "inlineCode"]);
const SKIPPED_ELEMENTS = new Set(["Predict", "PredictSize", "Quiz", "Sources", "summary"]);

/**
 * Remark plugin: in each chapter a term of the glossary becomes a link at its first use; on the glossary's own page
 * `<Glossary />` becomes the terms.
 */
export function remarkGlossary({ siteDir }: { siteDir: string }) {
  return (tree: Root, file: VFile): void => {
    const page = relative(siteDir, file.path).replaceAll("\\", "/");
    if (page === GLOSSARY.page) expand(tree, readGlossary(siteDir));
    else if (/^docs\/\d{2}-[^/]+\.mdx$/.test(page)) linkFirstUses(tree, readGlossary(siteDir));
  };
}

function linkFirstUses(tree: Root, glossary: Glossary): void {
  const open = openTerms(glossary);
  visit(tree, (node, index, parent) => {
    const element = node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
    if (SKIPPED.has(node.type) || (element && SKIPPED_ELEMENTS.has(node.name ?? ""))) return SKIP;
    if (node.type !== "text" || index === undefined || parent === undefined) return undefined;
    const parts = linked(node, open);
    (parent.children as RootContent[]).splice(index, 1, ...parts);
    return index + parts.length;
  });
}

/** Terms that a page has not linked yet. */
interface Open {
  /** In the text, the first word that stands for one of them. */
  first(text: string): { at: number; word: string; term: Term } | null;
  close(term: Term): void;
}

function openTerms(glossary: Glossary): Open {
  const terms = glossary.groups.flatMap((group) => group.terms);
  const open = new Map(terms.flatMap((term) => formsOf(term).map((form) => [form, term] as const)));
  let pattern = patternOf(open.keys());
  return {
    first(text) {
      const match = open.size === 0 ? null : pattern.exec(text);
      const term = match && open.get(match[0].toLowerCase().replaceAll(/\s+/g, " "));
      return match && term ? { at: match.index, word: match[0], term } : null;
    },
    close(term) {
      for (const form of formsOf(term)) open.delete(form);
      pattern = patternOf(open.keys());
    },
  };
}

const formsOf = ({ term, forms }: Term): string[] => [term, ...forms].map((form) => form.toLowerCase());

/** One pattern for all forms, the longest first: "base image" is one term, not a base and an image. */
function patternOf(forms: Iterable<string>): RegExp {
  const patterns = [...forms].sort((a, b) => b.length - a.length).map(patternOfForm);
  return new RegExp(String.raw`(?<![\w/.-])(?:${patterns.join("|")})(?![\w/-])`, "i");
}

/** A form as a pattern: a line of the page may end within it. */
const patternOfForm = (form: string): string =>
  form.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll(" ", String.raw`\s+`);

/** The text with a link at each word that is still open; what was linked is closed. */
function linked(text: Text, open: Open): (Text | Link)[] {
  const parts: (Text | Link)[] = [];
  let rest = text.value;
  for (let found = open.first(rest); found !== null; found = open.first(rest)) {
    const { at, word, term } = found;
    if (at > 0) parts.push({ type: "text", value: rest.slice(0, at) });
    parts.push(linkTo(term, word));
    rest = rest.slice(at + word.length);
    open.close(term);
  }
  if (rest !== "") parts.push({ type: "text", value: rest });
  return parts;
}

function linkTo(term: Term, word: string): Link {
  return {
    type: "link",
    url: `./reference/glossary.mdx#${anchorOf(term)}`,
    title: term.says.replaceAll("`", ""),
    data: { hProperties: { className: ["gw-term"] } },
    children: [{ type: "text", value: word }],
  };
}

function expand(tree: Root, glossary: Glossary): void {
  visit(tree, "mdxJsxFlowElement", (node, index, parent) => {
    if (node.name !== "Glossary" || index === undefined || parent === undefined) return undefined;
    const nodes = glossary.groups.flatMap(({ title, terms }) => [
      headingOf(2, title),
      ...terms.flatMap((term) => entryOf(term)),
    ]);
    (parent.children as RootContent[]).splice(index, 1, ...nodes);
    return [SKIP, index + nodes.length];
  });
}

function headingOf(depth: 2 | 3, title: string, id?: string): RootContent {
  return {
    type: "heading",
    depth,
    children: [{ type: "text", value: title }],
    data: id === undefined ? {} : { hProperties: { id } },
  };
}

function entryOf(term: Term): RootContent[] {
  const [chapter = "", section = ""] = term.shown.split("#");
  const synonyms = term.forms.filter((form) => !isPlural(form, [term.term, ...term.forms]));
  const others = synonyms.length === 0 ? "" : ` Also: ${synonyms.join(", ")}.`;
  return [
    headingOf(3, term.term, anchorOf(term)),
    {
      type: "paragraph",
      children: [
        ...phrasing(term.says),
        { type: "text", value: `${others} ` },
        {
          type: "link",
          url: `../${chapter}.mdx#${section}`,
          children: [{ type: "text", value: `Chapter ${chapter.slice(0, 2)} shows it` }],
        },
        { type: "text", value: "." },
      ],
    },
  ];
}

/** Nobody needs to be told the plural of a word that stands there already. */
function isPlural(form: string, forms: readonly string[]): boolean {
  return forms.some((one) => form === `${one}s` || (one.endsWith("y") && form === `${one.slice(0, -1)}ies`));
}

/** Plain sentences with `code` in backticks. */
function phrasing(text: string): PhrasingContent[] {
  return text
    .split("`")
    .map((value, index) => ({ type: index % 2 === 0 ? ("text" as const) : ("inlineCode" as const), value }))
    .filter(({ value }) => value !== "");
}
