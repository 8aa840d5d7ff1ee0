import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { laterComponents } from "../weight/later/kinds.ts";
import { importOf } from "./imports.ts";

/** Components whose code a page has to ask for: those that come later, and others of few pages. */
const own = new Set([...laterComponents, "CourseMap", "GuideTable", "Screenshot", "SiteFigures", "Threats"]);

/** Remark plugin: a page that uses one of these components imports it, as if its writer had. */
export function remarkOwnComponents() {
  return (tree: Root): void => {
    const used = new Set<string>();
    visit(tree, (node) => {
      if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
      if (node.name !== null && own.has(node.name)) used.add(node.name);
    });
    const imports = [...used].map((name) => importOf(`@site/src/components/${name}/index.tsx`, name));
    tree.children.unshift(...imports);
  };
}
