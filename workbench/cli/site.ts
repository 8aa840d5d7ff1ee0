import { writeFile, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { makeFolder } from "../folder.ts";
import { formatBytes } from "../image/describe.ts";
import { PROJECT_DIR } from "../project.ts";
import { buildSiteImage } from "../site/image.ts";
import { portableFiles } from "../site/portable-folder.ts";
import { publishSite } from "../site/publish.ts";
import type { SiteReport } from "../site/report.ts";
import { zipped } from "../site/zip.ts";
import { ownerMark } from "../temporary.ts";
import { builtPages } from "./built-pages.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

/** Name of the one folder in the zip. */
const FOLDER = "groundwork-course";

const HELP = `
  build  for a web server. It works under the base path that it was built for, and no other.
  zip    for readers without a server or network: unpack it, open index.html. Nothing in it runs
         scripts: guesses are not kept, answers open with a click, and the browser searches.
  image  for a container platform: one static program on scratch, and the pages, on port 8080.`;

/** `groundwork site` and its subcommands: the course's pages for others to read. */
export function siteCommand(): Command {
  const command = new Command("site").addHelpText("after", HELP);
  command
    .command("build")
    .description("a folder that any static web server serves")
    .option("--out <folder>", "folder to make; one that holds another site of ours is replaced", "build")
    .option("--base-path <path>", "path under which it will be served: /groundwork/", toBasePath, "/")
    .option(
      "--origin <url>",
      "https://example.org: for the site map, and the cards that other sites show",
      toOrigin,
    )
    .option(
      "--repository <url>",
      "https://github.com/me/groundwork: each page then has a link to edit it",
      toUrl,
    )
    .option(...JSON_FLAG)
    .action(build);
  command
    .command("zip")
    .description("one file to hand out: unpacked, the course opens from the disk")
    .option("--out <file>", "zip to write", `${FOLDER}.zip`)
    .option(...JSON_FLAG)
    .action(zip);
  command
    .command("image")
    .description("an image that serves the course")
    .option("--tag <name>", "name of the image, under groundwork/", toTag, "groundwork/site:latest")
    .option(...JSON_FLAG)
    .action(image);
  return command;
}

interface BuildOptions extends JsonOption {
  readonly out: string;
  readonly basePath: string;
  readonly origin?: string;
  readonly repository?: string;
}

async function build({ out, basePath, origin, repository, json }: BuildOptions): Promise<void> {
  const folder = resolve(out);
  progress("building the pages …");
  const place = { basePath, origin, repository };
  const report = await publishSite({ root: PROJECT_DIR, out: folder, place, signal: interruptSignal });
  print(report, `${folder} is to be served under ${basePath}`, { json });
}

async function zip({ out, json }: JsonOption & { readonly out: string }): Promise<void> {
  const file = resolve(out);
  const files = await portableFiles(await builtPages());
  const bytes = await zipped(files, FOLDER);
  await writeWhole(file, bytes);
  const report: SiteReport = {
    format: "groundwork.site/1",
    kind: "zip",
    path: file,
    files: files.size,
    bytes: bytes.length,
  };
  const text = `${file}: ${files.size} files, ${formatBytes(bytes.length)}. Unpack it and open ${FOLDER}/index.html`;
  print(report, text, { json });
}

async function image({ tag, json }: JsonOption & { readonly tag: string }): Promise<void> {
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const site = await builtPages();
  const report = await buildSiteImage({ engine, site, tag, say: progress, signal: interruptSignal });
  const text = [
    `${tag} is built. To serve it at http://127.0.0.1:8080/:`,
    `  docker run --rm --read-only --cap-drop ALL -p 127.0.0.1:8080:8080 ${tag}`,
    `It stays in the engine until you remove it: docker rmi ${tag}`,
  ];
  print(report, text.join("\n"), { json });
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const aside = `${file}.${ownerMark()}.part`;
  await makeFolder(dirname(file));
  try {
    await writeFile(aside, bytes);
    await rename(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
}

function toBasePath(text: string): string {
  if (/^\/(?:[\w.~-]+\/)*$/.test(text)) return text;
  throw new InvalidArgumentError("it begins and ends with a slash: / or /courses/groundwork/.");
}

function toOrigin(text: string): string {
  if (toUrl(text) === new URL(text).origin) return text;
  throw new InvalidArgumentError("only scheme and host, as in https://example.org; the path is --base-path.");
}

function toUrl(text: string): string {
  if (/^https?:\/\/[^\s/]/.test(text) && URL.canParse(text)) return text.replace(/\/$/, "");
  throw new InvalidArgumentError("it begins with https:// or http://.");
}

function toTag(text: string): string {
  if (/^groundwork\/[a-z0-9][a-z0-9._-]*(?::\w[\w.-]*)?$/.test(text)) return text;
  throw new InvalidArgumentError("images of ours are named under groundwork/: groundwork/site:1.");
}
