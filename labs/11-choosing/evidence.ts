import { z } from "zod";
import { describeRun } from "../../workbench/lab/kit/index.ts";
import type { Bench } from "../../workbench/lab/kit/index.ts";
import { ask, bases, startOn, supplied } from "./scenes.ts";
import type { BaseId } from "./scenes.ts";

const program = z.enum(["esbuild", "biome", "biome-musl", "sass", "sass-musl"]);
const base = z.enum(Object.keys(bases) as [BaseId, ...BaseId[]]);
const need = z.enum(["shell", "user", "zones", "tmp", "trust"]);

/** What evidence.json holds: for each piece of advice the cells that speak against it. */
export const evidenceSchema = z.strictObject({
  "musl-needs-musl": z.strictObject({ program, base }),
  "glibc-is-glibc": z.strictObject({ program, worksOn: base, failsOn: base }),
  "bigger-has-more": z.strictObject({ need, bigger: base, smaller: base }),
  "no-shell-no-use": z.strictObject({ need, base }),
  "the-tag-tells": z.strictObject({ program, base }),
});
type Evidence = z.infer<typeof evidenceSchema>;
export type Advice = keyof Evidence;

// #region advice
/** The advice, word for word. */
export const advice: Readonly<Record<Advice, string>> = {
  "musl-needs-musl": "What was built for musl runs only on a base that has musl.",
  "glibc-is-glibc": "What starts on one base with glibc starts on every base with glibc.",
  "bigger-has-more": "A bigger base supplies whatever a smaller one does.",
  "no-shell-no-use": "A base without a shell supplies nothing: you have to bring it all.",
  "the-tag-tells": "A base with musl in its tag starts what needs musl.",
};
// #endregion

/** What was found when the evidence was tried: whether it speaks against the advice, and what was seen. */
export interface Finding {
  readonly refutes: boolean;
  readonly seen: string;
}

/** For each piece of advice, how its evidence is tried. `probes` must have been made. */
export const trials: {
  readonly [A in Advice]: (bench: Bench, evidence: Evidence[A]) => Promise<Finding>;
} = {
  "musl-needs-musl": async (bench, said) => {
    if (!said.program.endsWith("-musl")) return no(`${said.program} was not built for musl.`);
    const loader = (await loadersOf(bench, said.base)).find((path) => path.includes("ld-musl"));
    if (loader !== undefined) return no(`${said.base} has musl: its loader is ${loader}.`);
    const ran = await startOn(bench, said.program, said.base);
    return { refutes: ran.exitCode === 0, seen: `${said.program} on ${said.base}:\n${describeRun(ran)}` };
  },
  "glibc-is-glibc": async (bench, said) => {
    for (const each of [said.worksOn, said.failsOn])
      if (!(await loadersOf(bench, each)).some((path) => path.includes("ld-linux")))
        return no(`${each} has no loader of glibc.`);
    const [good, bad] = [
      await startOn(bench, said.program, said.worksOn),
      await startOn(bench, said.program, said.failsOn),
    ];
    return {
      refutes: good.exitCode === 0 && bad.exitCode !== 0,
      seen: `${said.program} on ${said.worksOn}:\n${describeRun(good)}\n${said.program} on ${said.failsOn}:\n${describeRun(bad)}`,
    };
  },
  "bigger-has-more": async (bench, said) => {
    const [bigger, smaller] = [bench.base(said.bigger), bench.base(said.smaller)];
    if (bigger.unpackedBytes <= smaller.unpackedBytes)
      return no(`Unpacked, ${said.bigger} is not bigger than ${said.smaller}.`);
    const [lacks, has] = [
      await ask(bench, said.need, bases[said.bigger]),
      await ask(bench, said.need, bases[said.smaller]),
    ];
    return {
      refutes: !supplied(said.need, lacks) && supplied(said.need, has),
      seen: `${said.need} on ${said.bigger}:\n${describeRun(lacks)}\n${said.need} on ${said.smaller}:\n${describeRun(has)}`,
    };
  },
  "no-shell-no-use": async (bench, said) => {
    const shell = await ask(bench, "shell", bases[said.base]);
    if (supplied("shell", shell)) return no(`${said.base} has a shell:\n${describeRun(shell)}`);
    const ran = await ask(bench, said.need, bases[said.base]);
    return { refutes: supplied(said.need, ran), seen: `${said.need} on ${said.base}:\n${describeRun(ran)}` };
  },
  "the-tag-tells": async (bench, said) => {
    if (!bases[said.base].includes("musl")) return no(`${bases[said.base]} has no musl in its tag.`);
    const { interpreter } = await bench.programElf(said.program);
    if (interpreter?.includes("ld-musl") !== true)
      return no(
        `${said.program} does not need musl: the loader that it asks for is ${interpreter ?? "none"}.`,
      );
    const ran = await startOn(bench, said.program, said.base);
    return { refutes: ran.exitCode !== 0, seen: `${said.program} on ${said.base}:\n${describeRun(ran)}` };
  },
};

const no = (seen: string): Finding => ({ refutes: false, seen });

async function loadersOf(bench: Bench, id: BaseId): Promise<readonly string[]> {
  return id === "scratch" ? [] : (await bench.lookBase(id)).loaders;
}
