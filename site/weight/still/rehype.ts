import type { Element, ElementContent, Root, RootContent } from "hast";
import type { MdxJsxFlowElementHast, MdxJsxTextElementHast } from "mdast-util-mdx-jsx";
import { stillComponents } from "./kinds.ts";

type JsxElement = MdxJsxFlowElementHast | MdxJsxTextElementHast;
type Parent = Root | Element | JsxElement;
type Node = RootContent | ElementContent;

/** What may hold the wrapper of still parts between its other children. */
const holders = new Set(["details", "div", "blockquote", "section", "Predict", "PredictSize", "admonition"]);

/**
 * Rehype plugin: wraps each run of neighbours that are still (text, and components that `kinds.ts` names) into one
 * `<Still>`. `loader.ts` then takes what is inside out of the browser's code.
 */
export function rehypeStill() {
  return (tree: Root): void => wrapStill(tree);
}

function wrapStill(parent: Parent): void {
  const children: Node[] = [];
  let run: Node[] = [];
  const end = (): void => {
    if (run.some((node) => !isBlank(node))) children.push(still(run));
    else children.push(...run);
    run = [];
  };
  for (const child of parent.children as Node[]) {
    if (isStill(child)) {
      run.push(child);
      continue;
    }
    end();
    if (isParent(child) && holders.has(nameOf(child))) wrapStill(child);
    children.push(child);
  }
  end();
  parent.children = children;
}

/** Whether nothing in it needs code of the page. */
export function isStill(node: Node): boolean {
  if (node.type === "text" || node.type === "comment") return true;
  if (!isParent(node)) return false;
  const isKnown =
    node.type === "element" || stillComponents.has(nameOf(node)) || nameOf(node) === "admonition";
  return isKnown && (node.children as Node[]).every(isStill);
}

const isBlank = (node: Node): boolean => node.type === "text" && node.value.trim() === "";

function isParent(node: Node): node is Element | JsxElement {
  return ["element", "mdxJsxFlowElement", "mdxJsxTextElement"].includes(node.type);
}

const nameOf = (node: Element | JsxElement): string =>
  node.type === "element" ? node.tagName : (node.name ?? "");

function still(children: Node[]): MdxJsxFlowElementHast {
  return {
    type: "mdxJsxFlowElement",
    name: "Still",
    attributes: [],
    children: children as MdxJsxFlowElementHast["children"],
  };
}
