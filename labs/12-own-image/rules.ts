import { describeRun } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";
import { shellRule, type Brief, type Name } from "./brief.ts";

// #region rules
/** How everything is started here: nothing of its root can be written, and it has no rights to spare. */
export const HOUSE = { readOnly: true, capDrop: ["ALL"], noNewPrivileges: true } as const;

/** The rules that are the same for all three: the user, the shell, the limit. */
export async function claimRules(bench: Bench, brief: Brief, name: Name, image: BuiltImage): Promise<void> {
  const where = `${name}/Dockerfile`;
  const { config, shells, unpackedBytes } = await bench.look(image);
  bench.claim(config.user.split(":", 1)[0] === String(brief.user), {
    code: "wrong-user",
    expected: `the image's USER is ${brief.user}, by number`,
    seen: config.user === "" ? "The config sets no USER." : `USER is ${config.user}.`,
    cause: "The number is the one in your BRIEF.md. Without USER it is root.",
    where,
  });
  const rule = shellRule(brief, name);
  bench.claim(rule !== "none" || shells.length === 0, {
    code: "shell-rule",
    expected: "no shell in the image",
    seen: `There is ${shells.join(", ")}.`,
    cause: "It came with the base, or was copied along.",
    where,
  });
  if (rule === "some") await claimShell(bench, image, where);
  const { limit } = brief[name];
  bench.claim(unpackedBytes <= limit, {
    code: "too-large",
    expected: `the image has at most ${limit} bytes unpacked`,
    seen: `It has ${unpackedBytes} bytes unpacked.`,
    cause:
      "`groundwork inspect` on your image says how much of that is the base and how much each of your layers adds.",
    where,
  });
}

async function claimShell(bench: Bench, image: BuiltImage, where: string): Promise<void> {
  const ran = await bench.run(image, {
    ...HOUSE,
    entrypoint: ["sh", "-c", `echo said ${bench.token}`],
    command: [],
  });
  bench.claim(ran.stdout.includes(`said ${bench.token}`), {
    code: "shell-rule",
    expected: "a shell in the image: `docker run --entrypoint sh IMAGE -c 'echo …'` prints",
    seen: describeRun(ran),
    cause: "Those on call asked for a shell named sh, in a folder of PATH. The image has none that starts.",
    where,
    engineText: ran.engineError,
  });
}
// #endregion
