import { fileURLToPath } from "node:url";
import { join, resolve } from "node:path";

/** The checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The ignored folder in which Groundwork keeps everything of its own. */
export const state = resolve(process.env.GROUNDWORK_STATE || join(root, ".groundwork"));
