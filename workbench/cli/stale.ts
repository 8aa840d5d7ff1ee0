import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { isStale } from "../stale/stale.ts";
import { staleText } from "../stale/text.ts";
import { stateDir } from "../state.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface StaleOptions extends JsonOption {
  readonly base?: string;
  readonly offline?: boolean;
}

/** `groundwork stale`: does an image stand on what its base's name means now? */
export function staleCommand(): Command {
  return new Command("stale")
    .argument("<image>", "a tag, digest or id that the engine holds")
    .option("--base <name>", "what its Dockerfile says after FROM, where the image does not tell")
    .option("--offline", "ask no registry: compare with what this machine holds")
    .option(...JSON_FLAG)
    .addHelpText(
      "after",
      "\nExits with 0 when it is current, with 1 when it is stale, and with 4 when that can't be told.",
    )
    .action(stale);
}

async function stale(image: string, options: StaleOptions): Promise<void> {
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const report = await isStale({
    engine,
    image,
    stateDir: stateDir(),
    ...(options.base === undefined ? {} : { base: options.base }),
    offline: options.offline ?? false,
    signal: interruptSignal,
    onProgress: progress,
  });
  print(report, staleText(report), options);
  process.exitCode = { current: EXIT.fine, stale: EXIT.notSo, unknown: EXIT.cantTell }[report.verdict];
}
