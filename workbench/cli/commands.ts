import type { Command } from "commander";

interface LazyCommand {
  readonly name: string;
  readonly description: string;
  /** Loads the command's own file, so that `--help` and the other commands need not wait for it. */
  readonly load: () => Promise<Command>;
}

/** All commands, in the order in which `--help` shows them. */
export const COMMANDS: readonly LazyCommand[] = [
  {
    name: "lab",
    description: "list the labs, begin one, check it, get a hint",
    load: async () => (await import("./lab.ts")).labCommand(),
  },
  {
    name: "record",
    description: "run the course's experiments and write what was seen to recordings/",
    load: async () => (await import("./record.ts")).recordCommand(),
  },
  {
    name: "serve",
    description: "build the course's pages if they changed, and serve them on this machine",
    load: async () => (await import("./serve.ts")).serveCommand(),
  },
  {
    name: "setup",
    description: "get everything that the course uses: an engine, the bases, the programs",
    load: async () => (await import("./setup.ts")).setupCommand(),
  },
  {
    name: "clean",
    description: "list what runs have left in the engine, ask, and remove it; the bases stay",
    load: async () => (await import("./clean.ts")).cleanCommand(),
  },
  {
    name: "bases",
    description: "show the bases: where each came from, its digest and both sizes",
    load: async () => (await import("./bases.ts")).basesCommand(),
  },
  {
    name: "programs",
    description: "list the real programs that labs and experiments run",
    load: async () => (await import("./programs.ts")).programsCommand(),
  },
  {
    name: "engine",
    description: "show, stop or remove the engine that Groundwork uses",
    load: async () => (await import("./engine.ts")).engineCommand(),
  },
  {
    name: "doctor",
    description: "check that labs can run on this machine, and say what to do if not",
    load: async () => (await import("./doctor.ts")).doctorCommand(),
  },
];
