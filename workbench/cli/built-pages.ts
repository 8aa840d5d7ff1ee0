import { join } from "node:path";
import { PROJECT_DIR } from "../project.ts";
import { buildSite } from "../serve/build.ts";
import { stateDir } from "../state.ts";
import { interruptSignal } from "./interrupt.ts";
import { progress } from "./progress.ts";

/** Folder with the pages for the base path `/`; they are built unless they were before. */
export function builtPages(): Promise<string> {
  const store = join(stateDir(), "site");
  return buildSite({ root: PROJECT_DIR, store, signal: interruptSignal, say: progress });
}
