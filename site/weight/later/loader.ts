import { parse } from "acorn";
import type { CallExpression, Expression, ImportDeclaration, Node, Property } from "acorn";
import { full, simple } from "acorn-walk";

/** Components with little data. */
const small = new Set(["LabCard", "Predict", "PredictSize", "Quiz"]);

/** The little that this loader uses of the bundler's context. */
interface Context {
  readonly resourcePath: string;
}

/**
 * Bundler loader for the browser's build of a page: what stands inside `<Later>` is made by a function, which first
 * imports what this needs. In comes the page as JavaScript, as the page compiler makes it. Components come as files that
 * all pages share. The data of a page's guesses come as one file, those of a table or a drawing as one of its own.
 */
export default function laterLoader(this: Context, source: string): string {
  const program = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const parts = partsOf(program);
  if (parts.length === 0) return source;
  const imports = importsOf(program);
  const page = /([^/\\]+)\.mdx?$/.exec(this.resourcePath)?.[1] ?? "page";
  const needs = parts.map((part) =>
    namesIn(part.value, within(part, parts)).filter((name) => imports.has(name)),
  );
  const early = new Set(
    namesIn(
      program,
      parts.map(({ value }) => value),
    ),
  );
  const edits = parts.flatMap((part, at) => {
    const names = needs[at] ?? [];
    const chunk = names.some((name) => small.has(name)) ? `later-${page}` : `later-${page}-${at}`;
    const files = names.map((name) => importing(imports.get(name)?.request ?? "", chunk));
    const taken = names.map((name) => `{ default: ${name} }`).join(", ");
    const load = `load: () => Promise.all([${files.join(", ")}]).then(([${taken}]) => `;
    return [
      [part.property.start, part.value.start, load],
      [part.value.end, part.property.end, ")"],
    ] satisfies Edit[];
  });
  const unused = [...imports].filter(
    ([name]) => !early.has(name) && needs.some((some) => some.includes(name)),
  );
  return edited(source, [...edits, ...unused.map(([, { node }]): Edit => [node.start, node.end, ""])]);
}

type Edit = readonly [start: number, end: number, text: string];

/** From the last to the first, so that no edit moves the place of another. */
function edited(source: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort(([a, aEnd], [b, bEnd]) => b - a || bEnd - aEnd)
    .reduce((text, [start, end, by]) => text.slice(0, start) + by + text.slice(end), source);
}

/** Data have a query; what has the same name comes as one file. */
function importing(request: string, name: string): string {
  const named = request.includes("?") ? `/* webpackChunkName: "${name}" */ ` : "";
  return `import(${named}${JSON.stringify(request)})`;
}

interface Part {
  readonly property: Property;
  /** What is to be made. */
  readonly value: Expression;
}

/** Each `_jsx(Later, { children: … })`. */
function partsOf(program: Node): Part[] {
  const parts: Part[] = [];
  simple(program, {
    CallExpression(call: CallExpression) {
      const [type, props] = call.arguments;
      if (type?.type !== "Identifier" || type.name !== "Later" || props?.type !== "ObjectExpression") return;
      const property = props.properties.find((each) => each.type === "Property" && isNamed(each, "children"));
      if (property?.type === "Property") parts.push({ property, value: property.value });
    },
  });
  return parts;
}

const isNamed = ({ key }: Property, name: string): boolean => key.type === "Identifier" && key.name === name;

/** What other parts inside of one are to make: their own matter. */
function within({ value }: Part, parts: readonly Part[]): Node[] {
  return parts
    .map((part) => part.value)
    .filter((other) => other.start > value.start && other.end <= value.end);
}

interface Imported {
  readonly request: string;
  readonly node: ImportDeclaration;
}

/** Imports of one default export each, by its name. */
function importsOf(program: ReturnType<typeof parse>): ReadonlyMap<string, Imported> {
  const found = program.body.flatMap((node): [string, Imported][] => {
    if (node.type !== "ImportDeclaration" || node.specifiers.length !== 1) return [];
    const [only] = node.specifiers;
    if (only?.type !== "ImportDefaultSpecifier") return [];
    return [[only.local.name, { request: String(node.source.value), node }]];
  });
  return new Map(found);
}

/** Names that a piece of code uses, each once; not those inside of other pieces, nor those that imports give. */
function namesIn(code: Node, others: readonly Node[]): string[] {
  const names = new Set<string>();
  full(code, (node) => {
    if (node.type !== "Identifier" || others.some(({ start, end }) => node.start >= start && node.end <= end))
      return;
    names.add((node as Node & { name: string }).name);
  });
  return [...names];
}
