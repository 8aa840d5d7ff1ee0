import type { Observation } from "../../../workbench/record/schema.ts";

type Config = Extract<Observation, { kind: "config" }>;
type Setting = Exclude<keyof Config, "kind" | "title" | "command" | "image">;

export type Fate = "inherited" | "changed" | "emptied" | "new";

export interface Row {
  /** The instruction that sets it. */
  readonly instruction: string;
  /** What the base says, one line a value; empty where it says nothing. */
  readonly base: readonly string[];
  readonly child: readonly string[];
  readonly fate: Fate;
}

/** In the order in which a start needs them: what runs, who, where, with what; then the rest. */
const instructions: readonly (readonly [string, Setting])[] = [
  ["ENTRYPOINT", "entrypoint"],
  ["CMD", "cmd"],
  ["USER", "user"],
  ["WORKDIR", "workdir"],
  ["ENV", "env"],
  ["EXPOSE", "exposedPorts"],
  ["VOLUME", "volumes"],
  ["HEALTHCHECK", "healthcheck"],
  ["STOPSIGNAL", "stopSignal"],
  ["ONBUILD", "onBuild"],
];

/** Commands are one value, whatever the number of their words. */
const wholes: ReadonlySet<Setting> = new Set(["entrypoint", "cmd", "healthcheck"]);

/** What became of each of a base's settings in a child; settings that neither has are left out. Pure. */
export function rows(base: Config, child: Config): readonly Row[] {
  return instructions.flatMap(([instruction, setting]) => {
    const [from, to] = [valuesOf(base, setting), valuesOf(child, setting)];
    return from.length + to.length === 0
      ? []
      : [{ instruction, base: from, child: to, fate: fateOf(from, to) }];
  });
}

function valuesOf(config: Config, setting: Setting): readonly string[] {
  const value = config[setting];
  if (value === null || value.length === 0) return [];
  // Without a WORKDIR a container starts in /, so an image that says / says nothing.
  if (setting === "workdir" && value === "/") return [];
  if (typeof value === "string") return [value];
  return wholes.has(setting) ? [JSON.stringify(value)] : value;
}

function fateOf(base: readonly string[], child: readonly string[]): Fate {
  if (base.length === 0) return "new";
  if (child.length === 0) return "emptied";
  return base.join("\n") === child.join("\n") ? "inherited" : "changed";
}
