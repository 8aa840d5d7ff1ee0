import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

/** Loads the learner's file, calls the function once and sends back what it returned, or how it failed. */
const { file, exportName, args } = workerData as {
  file: string;
  exportName: string;
  args: readonly unknown[];
};

function send(message: unknown): void {
  parentPort?.postMessage(message);
}

function text(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** A file that exports nothing is CommonJS to Node, which then adds two names of its own. */
function namesOf(loaded: Record<string, unknown>): string[] {
  return "module.exports" in loaded ? [] : Object.keys(loaded);
}

try {
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const wanted = loaded[exportName];
  if (typeof wanted !== "function") {
    send({
      ok: false,
      stage: "load",
      message: `It exports ${namesOf(loaded).join(", ") || "nothing"}, but no function ${exportName}.`,
    });
  } else {
    try {
      send({ ok: true, value: await (wanted as (...all: readonly unknown[]) => unknown)(...args) });
    } catch (error) {
      send({ ok: false, stage: "call", message: text(error) });
    }
  }
} catch (error) {
  send({ ok: false, stage: "load", message: text(error) });
}
