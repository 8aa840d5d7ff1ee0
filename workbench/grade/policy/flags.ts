import { Run, type ModifiableInstruction } from "dockerfile-ast";
import { broken, type Broken } from "./rules.ts";

const MOUNTS: Readonly<Record<string, Broken | null>> = {
  bind: null,
  tmpfs: null,
  secret: broken("secret-mount"),
  ssh: broken("ssh-mount"),
  cache: broken("cache-mount"),
};

const ODD = /["'\\$]/;
/** Flags whose value decides what a build may reach. In others, as --chown, a variable is usual. */
const PLAIN = ["mount", "network", "security"];

/** What the flags of an instruction break, but for what `from` names: see references.ts. Pure. */
export function brokenByFlags(instruction: ModifiableInstruction): Broken[] {
  const found: Broken[] = [];
  for (const flag of instruction.getFlags()) {
    const name = flag.getName();
    const value = flag.getValue() ?? "";
    // A builder takes quotes and escapes out of a flag, also out of its name, before it looks at it.
    const odd = ODD.test(name) || (PLAIN.includes(name) && ODD.test(value));
    if (odd) found.push(broken("odd-flag"));
    else if (instruction instanceof Run) found.push(...brokenByRunFlag(name, value));
  }
  return found;
}

function brokenByRunFlag(name: string, value: string): Broken[] {
  if (name === "network") return /^(none|default)$/i.test(value) ? [] : [broken("run-network")];
  if (name === "security") return /^sandbox$/i.test(value) ? [] : [broken("run-security")];
  if (name !== "mount") return [broken("run-flag")];
  const types = value.split(",").flatMap((part) => /^\s*type\s*=(.*)$/is.exec(part)?.[1] ?? []);
  return types.flatMap((type) => {
    const known = MOUNTS[type.trim().toLowerCase()];
    return known === undefined ? [broken("unknown-mount")] : known === null ? [] : [known];
  });
}
