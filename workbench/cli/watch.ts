import { Command } from "commander";
import { watch } from "./learn/watch.ts";
import { printWhere } from "./learn/where.ts";
import { JSON_FLAG } from "./output.ts";
import type { JsonOption } from "./output.ts";

/** `groundwork watch`, which is also what `groundwork` alone does in a terminal. */
export function watchCommand(): Command {
  return new Command("watch")
    .description(
      "your task, checked on every save; keys for everything else (groundwork alone does this too)",
    )
    .option(
      "--plain",
      "append lines instead of redrawing a screen: for screen readers, or GROUNDWORK_PLAIN=1",
    )
    .option(JSON_FLAG[0], "watch nothing: print where you are as JSON")
    .action((options: JsonOption & { readonly plain?: boolean }) =>
      options.json ? printWhere(options) : watch(options),
    );
}
