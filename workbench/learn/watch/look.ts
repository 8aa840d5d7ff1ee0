import { styleText } from "node:util";
import { PLAIN_LOOK, type Look } from "./screen.ts";
import type { Tone } from "./state.ts";

const STYLES = { title: "bold", good: "green", bad: "red", warn: "yellow", quiet: "dim" } as const;

/** Terminals that show an OSC 8 address as text are old; those known to do so get none. */
const NO_LINKS = /^(linux|dumb|vt\d+|screen)/;

/** How this terminal shows text: colours unless NO_COLOR, addresses that can be clicked where it knows them. */
export function lookFor(output: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Look {
  const links = output.isTTY && !NO_LINKS.test(env["TERM"] ?? "dumb");
  return {
    paint: (tone: Tone, text) =>
      tone === "plain" || text === ""
        ? text
        : styleText(STYLES[tone], text, { stream: output, validateStream: true }),
    link: links ? (text, url) => `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\` : PLAIN_LOOK.link,
  };
}
