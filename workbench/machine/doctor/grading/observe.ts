import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { command } from "../../../engine/private/command.ts";
import { layoutHere } from "../../../grade/sandbox/cgroup/layout.ts";
import { freeBytes } from "../around.ts";
import { PARTS } from "./versions.ts";

/** The system's programs that a sandbox is made with. */
const PROGRAMS = ["dockerd", "unshare", "setpriv", "nsenter", "ip", "mount", "mkfs.ext4", "truncate", "cp"];

/** What decides whether a machine can hold a hostile hand-in. */
export interface GradingObservations {
  readonly platform: string;
  readonly isRoot: boolean;
  /** Of the kernel's groups; null where there are none that we may use. */
  readonly cgroups: 1 | 2 | null;
  readonly missing: readonly string[];
  /** The kernel lets us make empty namespaces. */
  readonly namespaces: boolean;
  readonly loopDevices: boolean;
  /** What each part says of its version; empty where it could not be asked. */
  readonly versions: Readonly<Record<string, string>>;
  readonly memoryBytes: number;
  readonly freeBytes: number | null;
}

/** Looks at this machine as a grader would need it. Starts no engine. */
export async function observeGrading(stateDir: string): Promise<GradingObservations> {
  const layout = await layoutHere();
  const found = await Promise.all(PROGRAMS.map((program) => command("sh", ["-c", `command -v ${program}`])));
  const versions = await Promise.all(
    PARTS.map(async ({ program }) => [program, (await command(program, ["--version"])).stdout] as const),
  );
  const empty = await command("unshare", ["--net", "--mount", "--pid", "--fork", "true"]);
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    cgroups: layout?.version ?? null,
    missing: PROGRAMS.filter((_, index) => found[index]?.code !== 0),
    namespaces: empty.code === 0,
    loopDevices: existsSync("/dev/loop-control"),
    versions: Object.fromEntries(versions),
    memoryBytes: totalmem(),
    freeBytes: await freeBytes(stateDir),
  };
}
