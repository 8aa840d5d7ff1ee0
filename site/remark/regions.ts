import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Code, Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { Imports, nameAttribute, textAttribute } from "./imports.ts";

/**
 * Remark plugin: a fence that names a file (```` ```ts file=labs/03-scratch/lab.test.ts#static ````) becomes an import of
 * that region of that file. Nothing may stand inside such a fence: what is shown is what the tests run.
 */
export function remarkRegions({ siteDir }: { siteDir: string }) {
  return (tree: Root, file: VFile): void => {
    const imports = new Imports("region");
    visit(tree, "code", (node, index, parent) => {
      const wanted = /(?:^|\s)file=(\S+)/.exec(node.meta ?? "")?.[1];
      if (wanted === undefined || parent === undefined || index === undefined) return;
      parent.children[index] = labCode(node, wanted, file, siteDir, imports);
    });
    imports.prependTo(tree);
  };
}

function labCode(
  node: Code,
  wanted: string,
  file: VFile,
  siteDir: string,
  imports: Imports,
): MdxJsxFlowElement {
  const [path = "", region] = wanted.split("#");
  if (node.value.trim() !== "")
    file.fail(`the fence of ${wanted} must be empty: the file itself is shown`, node.position);
  if (!existsSync(join(siteDir, path))) file.fail(`there is no file ${path} in the project`, node.position);
  const query = new URLSearchParams({
    page: relative(siteDir, file.path),
    ...(region === undefined ? {} : { region }),
  });
  const name = imports.add(`!!groundwork-region!@site/${path}?${query}`);
  const attributes = [
    textAttribute("file", path),
    textAttribute("lang", node.lang ?? "text"),
    nameAttribute("source", name),
  ];
  if (region !== undefined) attributes.push(textAttribute("region", region));
  return { type: "mdxJsxFlowElement", name: "LabCode", attributes, children: [] };
}
