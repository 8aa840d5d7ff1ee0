import { parse } from "acorn";
import type { CallExpression, Identifier, ImportDeclaration, Node } from "acorn";
import { full, simple } from "acorn-walk";

/**
 * Bundler loader for the browser's build of a page: takes out what stands inside `<Still>`, which the page has already,
 * and the imports that only this needed. In comes the page as JavaScript, as the page compiler makes it.
 */
export default function stillLoader(source: string): string {
  const emptied: Range[] = [];
  const program = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  simple(program, {
    CallExpression(call) {
      if (!isStill(call) || emptied.some(([start, end]) => call.start >= start && call.end <= end)) return;
      const props = call.arguments[1];
      if (props === undefined) return;
      emptied.push([props.start, props.end]);
    },
  });
  const used = namesUsed(program, emptied);
  const unused = program.body
    .filter((node) => node.type === "ImportDeclaration")
    .filter((node) => isUnused(node, used))
    .map(({ start, end }): Edit => [start, end, ""]);
  return edited(source, [...emptied.map(([start, end]): Edit => [start, end, "{}"]), ...unused]);
}

type Range = readonly [start: number, end: number];
type Edit = readonly [...Range, text: string];

/** From the last to the first, so that no edit moves the place of another. */
function edited(source: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort(([a], [b]) => b - a)
    .reduce((text, [start, end, by]) => text.slice(0, start) + by + text.slice(end), source);
}

/** `_jsx(Still, …)`, by whichever of the names that the compiler gives the function. */
function isStill({ callee, arguments: [type] }: CallExpression): boolean {
  return (
    callee.type === "Identifier" &&
    /^_jsxs?(DEV)?$/.test(callee.name) &&
    type !== undefined &&
    isNamed(type, "Still")
  );
}

const isNamed = (node: Node, name: string): boolean =>
  node.type === "Identifier" && (node as Identifier).name === name;

/** An import for its effect alone has no names, and stays. */
function isUnused({ specifiers }: ImportDeclaration, used: ReadonlySet<string>): boolean {
  return specifiers.length > 0 && specifiers.every(({ local }) => !used.has(local.name));
}

function namesUsed(program: Node, emptied: readonly Range[]): ReadonlySet<string> {
  const names = new Set<string>();
  full(program, (node) => {
    const isGone = emptied.some(([start, end]) => node.start >= start && node.end <= end);
    if (node.type === "Identifier" && !isGone) names.add(node.name);
  });
  return names;
}
