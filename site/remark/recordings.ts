import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { Imports, nameAttribute } from "./imports.ts";
import { textsOf } from "./attributes.ts";
import type { JsxElement } from "./attributes.ts";

/** Components that show recorded observations: exactly one, or a list of them. */
const one = new Set(["Run", "Dockerfile", "Size", "Value", "Layers", "Matrix", "Predict", "PredictSize"]);
const many = new Set(["BaseTable", "Inherited", "Sizes", "Stacks", "Transfers"]);

/**
 * Remark plugin: `of="03-scratch/KEY"` becomes an import of just that observation from `recordings/03-scratch.json`,
 * so that the bundler, not a stale copy, decides what a page shows.
 */
export function remarkRecordings({ siteDir }: { siteDir: string }) {
  return (tree: Root, file: VFile): void => {
    const imports = new Imports("recorded");
    visit(tree, (node) => {
      if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
      if (node.name === "Chooser") addEvidence(node, file, siteDir, imports);
      if (node.name === "Facts") addFacts(node, file, siteDir, imports);
      if (node.name === "LabCard") addLab(node, file, siteDir, imports);
      if (node.name === "Published") addPublished(node, file, siteDir, imports);
      if (one.has(node.name ?? "") || many.has(node.name ?? "")) addRecorded(node, file, siteDir, imports);
    });
    imports.prependTo(tree);
  };
}

function addRecorded(node: JsxElement, file: VFile, siteDir: string, imports: Imports): void {
  const of = textsOf(node, "of");
  if (of === null) file.fail(`<${node.name}> needs of="EXPERIMENT/KEY", written out`, node.position);
  const names = of.map((text) => imports.add(requestFor(text, node, file, siteDir)));
  node.attributes.push(nameAttribute("recorded", many.has(node.name ?? "") ? names : (names[0] ?? "")));
}

function requestFor(of: string, node: JsxElement, file: VFile, siteDir: string): string {
  const [experiment = "", ...rest] = of.split("/");
  const key = rest.join("/");
  if (experiment === "" || key === "")
    file.fail(`<${node.name} of="${of}">: write EXPERIMENT/KEY`, node.position);
  // 99 is no chapter: invented observations, for the tests of the site itself.
  const folder = experiment.startsWith("99-") ? "site/fixtures" : "recordings";
  const recording = `${folder}/${experiment}.json`;
  if (!existsSync(join(siteDir, recording))) {
    file.fail(
      `<${node.name} of="${of}">: ${recording} is missing; \`groundwork record ${experiment}\` writes it`,
      node.position,
    );
  }
  return `!!groundwork-observation!@site/${recording}?${new URLSearchParams({ key, page: pageOf(file, siteDir) })}`;
}

function addLab(node: JsxElement, file: VFile, siteDir: string, imports: Imports): void {
  const id = textsOf(node, "id")?.[0];
  const manifest = `labs/${id}/lab.yaml`;
  if (id === undefined) file.fail('<LabCard> needs id="LAB", written out', node.position);
  if (!existsSync(join(siteDir, manifest)))
    file.fail(`<LabCard id="${id}">: ${manifest} is missing`, node.position);
  const request = `!!groundwork-lab!@site/${manifest}?${new URLSearchParams({ page: pageOf(file, siteDir) })}`;
  node.attributes.push(nameAttribute("lab", imports.add(request)));
}

function addPublished(node: JsxElement, file: VFile, siteDir: string, imports: Imports): void {
  const base = textsOf(node, "base")?.[0];
  if (base === undefined) file.fail('<Published> needs base="BASE", written out', node.position);
  const query = new URLSearchParams({ base, page: pageOf(file, siteDir) });
  const request = `!!groundwork-published!@site/workbench/bases/catalogue.ts?${query}`;
  node.attributes.push(nameAttribute("published", imports.add(request)));
}

function addFacts(node: JsxElement, file: VFile, siteDir: string, imports: Imports): void {
  const query = new URLSearchParams({ page: pageOf(file, siteDir) });
  const request = `!!groundwork-facts!@site/docs/reference/facts.yaml?${query}`;
  node.attributes.push(nameAttribute("facts", imports.add(request)));
}

/** The evidence is gathered from all recordings; the one that looked at every base stands for them in the request. */
function addEvidence(node: JsxElement, file: VFile, siteDir: string, imports: Imports): void {
  const query = new URLSearchParams({ page: pageOf(file, siteDir) });
  const request = `!!groundwork-evidence!@site/recordings/11-choosing.json?${query}`;
  node.attributes.push(nameAttribute("evidence", imports.add(request)));
}

const pageOf = (file: VFile, siteDir: string): string => relative(siteDir, file.path);
