import { enableCompileCache } from "node:module";
import path from "node:path";
import { stateDir } from "../state.ts";

/**
 * Lets Node remember, in the state folder, the code that it has compiled and the types that it has stripped: a start
 * then takes about half the time. Only what is imported after this is remembered.
 */
export function rememberCompiled(): void {
  enableCompileCache(path.join(stateDir(), "compiled"));
}
