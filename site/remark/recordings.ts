import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { Imports, nameAttribute } from "./imports.ts";
import { textsOf } from "./attributes.ts";
import type { JsxElement } from "./attributes.ts";

/** Components that show recorded observations: exactly one, or a list of them. */
const one = new Set([
  "Run",
  "Dockerfile",
  "Size",
  "Value",
  "Layers",
  "LoaderWalk",
  "Matrix",
  "Predict",
  "PredictSize",
]);
const many = new Set(["BaseTable", "Inherited", "Sizes", "Stacks", "Transfers"]);

type Whole = readonly [attribute: string, loader: string, path: string];

/** Components that show all of a kind. Where that is a folder, one file of it stands for the others in the request. */
const wholes: Readonly<Record<string, Whole>> = {
  Chooser: ["evidence", "groundwork-evidence", "recordings/11-choosing.json"],
  CourseMap: ["chapters", "groundwork-chapters", "docs/index.mdx"],
  Facts: ["facts", "groundwork-facts", "docs/reference/facts.yaml"],
  GuideTable: ["tables", "groundwork-guide", "bench/results/grade.json"],
  Recordings: ["recordings", "groundwork-recordings", "recordings/11-choosing.json"],
  SiteFigures: ["figures", "groundwork-site-figures", "bench/results/site.json"],
  Threats: ["groups", "groundwork-threats", "docs/instructors/threats.yaml"],
};

/** Components that get more of an observation than the others do; the others share one import of it. */
const apart = new Set(["Dockerfile", "Layers"]);

/**
 * Remark plugin: `of="03-scratch/KEY"` becomes an import of just that observation from `recordings/03-scratch.json`,
 * so that the bundler, not a stale copy, decides what a page shows.
 */
export function remarkRecordings({ siteDir }: { siteDir: string }) {
  return (tree: Root, file: VFile): void => {
    const imports = new Imports("recorded");
    visit(tree, (node) => {
      if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
      const fixed = wholes[node.name ?? ""];
      if (fixed !== undefined) addWhole(node, fixed, file, siteDir, imports);
      if (node.name === "LabCard") addLab(node, ["lab", "groundwork-lab"], file, siteDir, imports);
      if (node.name === "LabDiff") addLab(node, ["diffs", "groundwork-lab-diff"], file, siteDir, imports);
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
  const query = new URLSearchParams({ key, page: pageOf(file, siteDir) });
  if (apart.has(node.name ?? "")) query.set("for", node.name ?? "");
  return `!!groundwork-observation!@site/${recording}?${query}`;
}

function addLab(
  node: JsxElement,
  [attribute, loader]: readonly [attribute: string, loader: string],
  file: VFile,
  siteDir: string,
  imports: Imports,
): void {
  const id = textsOf(node, "id")?.[0];
  const manifest = `labs/${id}/lab.yaml`;
  if (id === undefined) file.fail(`<${node.name}> needs id="LAB", written out`, node.position);
  if (!existsSync(join(siteDir, manifest)))
    file.fail(`<${node.name} id="${id}">: ${manifest} is missing`, node.position);
  const request = `!!${loader}!@site/${manifest}?${new URLSearchParams({ page: pageOf(file, siteDir) })}`;
  node.attributes.push(nameAttribute(attribute, imports.add(request)));
}

function addPublished(node: JsxElement, file: VFile, siteDir: string, imports: Imports): void {
  const base = textsOf(node, "base")?.[0];
  if (base === undefined) file.fail('<Published> needs base="BASE", written out', node.position);
  const query = new URLSearchParams({ base, page: pageOf(file, siteDir) });
  const request = `!!groundwork-published!@site/workbench/bases/catalogue.ts?${query}`;
  node.attributes.push(nameAttribute("published", imports.add(request)));
}

function addWhole(
  node: JsxElement,
  [attribute, loader, path]: Whole,
  file: VFile,
  siteDir: string,
  imports: Imports,
): void {
  const query = new URLSearchParams({ page: pageOf(file, siteDir) });
  node.attributes.push(nameAttribute(attribute, imports.add(`!!${loader}!@site/${path}?${query}`)));
}

const pageOf = (file: VFile, siteDir: string): string => relative(siteDir, file.path);
