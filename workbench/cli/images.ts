import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import { safeJson } from "../inspect/json.ts";
import type { Engines, ResolveOptions } from "../inspect/target/resolve.ts";
import { styleFor } from "../inspect/text/style.ts";
import type { Style } from "../inspect/text/style.ts";
import { stateDir, writeText } from "../state.ts";
import { interruptSignal } from "./interrupt.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

/** What the commands that look at images have in common. */
export interface ReportFlags extends JsonOption {
  readonly compressed?: boolean;
  readonly html?: string;
}

/** What finding an image needs of this process. */
export function imageOptions(): ResolveOptions {
  return { engines: engines(), stateDir: stateDir(), onProgress: progress, signal: interruptSignal };
}

/** Prints a report as text or JSON, and writes its page where one was asked for. */
export async function writeReport<T>(
  report: T,
  text: (report: T, style: Style) => string,
  page: (report: T) => string,
  { html, json }: ReportFlags,
): Promise<void> {
  if (html !== undefined) {
    await writeText(html, page(report));
    progress(`The page is in ${html}.`);
  }
  console.log(json ? safeJson(report) : text(report, styleFor(process.stdout)));
}

/** The engine, connected when it is first needed. */
function engines(): Engines {
  let engine: Promise<Engine> | undefined;
  const connect = (mayStart: boolean) =>
    connectEngine({ onProgress: progress, signal: interruptSignal, mayStart });
  return {
    need: () => (engine ??= connect(true)),
    ifThere: () => engine ?? connect(false).catch(() => null),
  };
}
