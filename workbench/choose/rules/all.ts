import { behaviour } from "./behaviour.ts";
import { addon, program } from "./program.ts";
import type { Rule } from "./rule.ts";
import { tls, tmp, user, zones } from "./supplies.ts";
import { debug, packages, shell } from "./tools.ts";
import { limits, patches } from "./upkeep.ts";

/** All rules, in the order in which reasons are told. */
export const RULES: readonly Rule[] = [
  program,
  addon,
  behaviour,
  tls,
  zones,
  tmp,
  user,
  shell,
  debug,
  packages,
  patches,
  limits,
];
