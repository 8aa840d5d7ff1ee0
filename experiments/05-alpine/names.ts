import type { Recorder } from "../../workbench/record/types.ts";
import { twins } from "./twins.ts";

/** Questions to two name servers on the loopback: key → what resolv.conf says, how the servers behave, the name. */
const lookups = {
  "names-both": ["search corp.test", "answer", "answer", "web.test", "two name servers, both well"],
  "names-mute": ["search corp.test", "mute", "answer", "web.test", "the first name server never answers"],
  "names-dotted": [
    "search corp.test",
    "answer",
    "answer",
    "api.internal",
    "a name with a dot, and a search domain",
  ],
  "names-broken": [
    "search bad.test test",
    "answer",
    "answer",
    "web",
    "a search domain whose server is broken",
  ],
  "names-tcp": ["search corp.test", "answer", "answer", "big.test", "an answer too long for one packet"],
} as const;

/** How each libc asks for a name. */
export async function names(recorder: Recorder): Promise<void> {
  const compile = (compiler: string) =>
    `RUN ${compiler} -O2 -o lookup /src/lookup.c\nRUN musl-gcc -static -O2 -o nameservers /src/nameservers.c\n`;
  const both = await twins(recorder, "names", "a look-up and two name servers", compile, [
    "lookup",
    "nameservers",
  ]);
  for (const [key, [options, first, second, name, title]] of Object.entries(lookups)) {
    for (const side of ["musl", "glibc"] as const) {
      await recorder.run(`${key}-${side}`, both[side], {
        title: `${title}, on ${side}`,
        command: ["/nameservers", options, first, second, "/lookup", name],
      });
    }
  }
}
