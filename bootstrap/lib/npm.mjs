import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "./child.mjs";
import { SetupError } from "./say.mjs";

/**
 * Runs npm under the given Node, so that `engines` is checked against the Node that will be used.
 * Its output is kept back and shown only when it fails.
 */
export async function npm(args, { node, cwd, what }) {
  const script = npmScript();
  const [program, ...before] = script ? [node, script] : ["npm"];
  const result = await run(program, [...before, ...args, "--engine-strict", "--no-audit", "--no-fund"], {
    env: withNode(node),
    cwd,
  });
  if (result.interrupted)
    throw Object.assign(new SetupError(`stopped while ${what}`, "Run it again to go on."), {
      interrupted: true,
    });
  if (result.code !== 0) {
    throw new SetupError(
      `${what} failed; npm said:\n${gist(result.output)}`,
      "Check that npm reaches its registry (`npm ping`), then run the same command again.",
    );
  }
}

/** npm's own error lines, without the page of options that follows some of them. */
function gist(output) {
  const lines = output.split("\n").filter((line) => line.startsWith("npm error"));
  return (lines.length > 0 ? lines.slice(0, 12).join("\n") : output).trim();
}

/** The environment in which `node` is this one for every child. */
export function withNode(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
}

/** npm's own program file: as told by npm itself, else beside this Node; null when only PATH can know. */
function npmScript() {
  const told = process.env.npm_execpath?.replace(/npx-cli\.js$/, "npm-cli.js");
  const folder = dirname(process.execPath);
  const places = [
    told,
    join(folder, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(folder, "node_modules", "npm", "bin", "npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
  ];
  return places.find((path) => path?.endsWith("npm-cli.js") && existsSync(path)) ?? null;
}
