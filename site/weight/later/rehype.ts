import type { Root } from "hast";
import type { MdxJsxFlowElementHast } from "mdast-util-mdx-jsx";
import { visit } from "unist-util-visit";
import { laterComponents } from "./kinds.ts";

/** Rehype plugin: wraps each component that `kinds.ts` names into one `<Later>`. `loader.ts` takes its code apart. */
export function rehypeLater() {
  return (tree: Root): void => {
    visit(tree, "mdxJsxFlowElement", (node, index, parent) => {
      if (node.name === null || !laterComponents.has(node.name) || index === undefined) return undefined;
      if (parent === undefined || ("name" in parent && parent.name === "Later")) return undefined;
      parent.children[index] = later(node);
      // On with the wrapper, whose own child is passed over as it has one; what stands in that is not.
      return index;
    });
  };
}

function later(child: MdxJsxFlowElementHast): MdxJsxFlowElementHast {
  return { type: "mdxJsxFlowElement", name: "Later", attributes: [], children: [child] };
}
