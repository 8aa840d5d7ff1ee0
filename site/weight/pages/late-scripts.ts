import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

/** What the bundler says about its files: for each chunk's name the ids it needs, for each id its files. */
const manifestSchema = z.object({
  origins: z.record(z.string(), z.array(z.string())),
  assets: z.record(z.string(), z.object({ js: z.array(z.object({ publicPath: z.string() })).optional() })),
});

/** For each route, its chunks by their role; a role may hold further ones. */
const routesSchema = z.record(z.string(), z.json());

export interface Chunks {
  readonly manifest: z.infer<typeof manifestSchema>;
  readonly routes: z.infer<typeof routesSchema>;
}

/** Reads what Docusaurus noted about chunks while it built. */
export async function readChunks(generatedFilesDir: string): Promise<Chunks> {
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(generatedFilesDir, name), "utf8")) as unknown;
  return {
    manifest: manifestSchema.parse(await json("client-manifest.json")),
    routes: routesSchema.parse(await json("routesChunkNames.json")),
  };
}

/** A route of the site, as far as it matters which pages it takes part in. */
export interface Route {
  readonly path: string;
  readonly exact?: boolean;
  readonly routes?: readonly Route[];
}

/** Paths of all routes that take part in the page at `path`, from the outermost. */
export function routesOf(path: string, routes: readonly Route[]): string[] {
  for (const route of routes) {
    if (route.routes === undefined) {
      if (route.path === path) return [route.path];
    } else if (path.startsWith(route.path)) {
      const inner = routesOf(path, route.routes);
      if (inner.length > 0) return [route.path, ...inner];
    }
  }
  return [];
}

/** Addresses of the scripts that these routes need, each once. */
export function scriptsOf(routePaths: readonly string[], { manifest, routes }: Chunks): string[] {
  const names = Object.entries(routes)
    .filter(([key]) => routePaths.includes(key.replace(/-[^-]+$/, "")))
    .flatMap(([, chunks]) => textsIn(chunks));
  const ids = names.flatMap((name) => manifest.origins[name] ?? []);
  const files = ids.flatMap((id) => manifest.assets[id]?.js?.map(({ publicPath }) => publicPath) ?? []);
  return [...new Set(files)];
}

function textsIn(value: z.infer<ReturnType<typeof z.json>>): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

const deferred = /<script src="?([^" >]+)"? defer(?:="")?><\/script>/g;

/**
 * Takes the scripts out of a page and leaves their addresses for `src/weight/late/boot.js`, with those of the chunks
 * that they would ask for one after the other.
 */
export function lateScripts(html: string, chunks: readonly string[]): string {
  const own = [...html.matchAll(deferred)].map(([, src = ""]) => src);
  const list = [...new Set([...own, ...chunks])].join(" ");
  let isFirst = true;
  return html.replace(deferred, () => {
    if (!isFirst) return "";
    isFirst = false;
    return `<meta id="late-scripts" content="${list}">`;
  });
}
