import type { Observation } from "../../../workbench/record/schema.ts";

type Start = Extract<Observation, { kind: "start" }>;

export type Who = "engine" | "kernel" | "loader" | "program";

export interface Step {
  readonly who: Who;
  /** In words; `code` in backticks. */
  readonly says: string;
  /** unknown: what an image's files do not tell. */
  readonly ok: boolean | "unknown";
}

/** Stages in which nothing has been opened yet: the engine refuses. */
const BEFORE: ReadonlySet<Start["stage"]> = new Set(["command", "user", "workdir", "lookup"]);

/** A start as steps, from the engine's look for the file to the program's first instruction, or to where it ends. Pure. */
export function stepsOf(start: Start): readonly Step[] {
  const { outcome, stage, reason, argv, chain } = start;
  const ended = outcome === "starts" ? null : { says: reason, ok: outcome === "fails" ? false : "unknown" };
  if (BEFORE.has(stage) && ended !== null) return [{ who: "engine", ...ended } as Step];
  const found: Step = { who: "engine", says: `looks for \`${argv[0]}\`: ${found0(argv, chain)}`, ok: true };
  const opened = kernelSteps(start);
  if (stage === "kernel" && ended !== null)
    return [found, ...opened.slice(0, -1), { who: "kernel", ...ended } as Step];
  const loaded = loaderSteps(start);
  if (stage === "loader" && ended !== null && loaded.every(({ ok }) => ok === true))
    loaded.push({ who: "loader", ...ended } as Step);
  const last: Step[] =
    outcome === "starts"
      ? [{ who: "program", says: "runs its own first instruction", ok: true }]
      : stage === "program"
        ? [{ who: "program", says: reason, ok: "unknown" }]
        : [];
  return [found, ...opened, ...loaded, ...last];
}

function found0(argv: readonly string[], chain: readonly string[]): string {
  return argv[0] === chain[0] ? "there it is" : `PATH leads to \`${chain[0]}\``;
}

/** What the kernel opens, one after the other: each file but the last names the next. */
function kernelSteps({ chain, interpreter }: Start): Step[] {
  const [program = "", ...next] = chain;
  if (next.length === 0)
    return [
      {
        who: "kernel",
        says: `opens \`${program}\`: it asks for no loader, and is started by itself`,
        ok: true,
      },
    ];
  return next.map((path, index) => {
    const asks = interpreter === null && index === 0 ? "its first line asks for" : "its header asks for";
    return { who: "kernel", says: `opens \`${chain[index]}\`: ${asks} \`${path}\``, ok: true };
  });
}

/** What the loader looks for: each library once, then the versions that one of them lacks. */
function loaderSteps({ libraries, missingVersions }: Start): Step[] {
  const once = [...new Map(libraries.toReversed().map((use) => [use.name, use])).values()].toReversed();
  const looked = once
    .filter(({ foundBy }) => foundBy !== "loader itself")
    .map(({ name, neededBy, path, foundBy }): Step => {
      const found = path === null ? "it is nowhere" : `found as \`${path}\` (${foundBy})`;
      return {
        who: "loader",
        says: `looks for \`${name}\`, which \`${neededBy}\` needs: ${found}`,
        ok: path !== null,
      };
    });
  const lacking = missingVersions.map(({ library, version, requiredBy }): Step => ({
    who: "loader",
    says: `looks into \`${library}\` for \`${version}\`, which \`${requiredBy}\` needs: it is not there`,
    ok: false,
  }));
  return [...looked, ...lacking];
}
