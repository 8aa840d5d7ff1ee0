import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { TOKEN_META } from "./token.ts";

/**
 * The pages of a built site with the token of this start in each.
 * They are listed once, under the paths that lead to them, so no other path can name a file.
 * @returns a page's HTML by the path of a request; null for everything that is no page
 */
export function pagesWithToken(folder: string, token: string): (url: string) => string | null {
  const files = listPages(folder);
  const meta = `<meta name="${TOKEN_META}" content="${token}">`;
  return (url) => {
    const file = files.get(url.replace(/[?#].*$/s, ""));
    // Read anew each time: some hundred kilobytes a page would add up, and the disk's cache holds them anyway.
    return file === undefined ? null : readFileSync(file, "utf8").replace("<head>", () => `<head>${meta}`);
  };
}

function listPages(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".html")) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    files.set(path, file);
    if (entry.name !== "index.html") continue;
    const place = path.slice(0, -"index.html".length);
    files.set(place, file);
    if (place !== "/") files.set(place.slice(0, -1), file);
  }
  return files;
}
