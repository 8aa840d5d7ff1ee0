import type { Command } from "commander";

interface LazyCommand {
  readonly name: string;
  readonly description: string;
  /** Heading under which `--help` shows it. */
  readonly group: string;
  /** Loads the command's own file, so that `--help` and the other commands need not wait for it. */
  readonly load: () => Promise<Command>;
}

const LEARN = "Learn:";
const IMAGES = "Look at any image:";
const PARTS = "What labs are made of:";
const MACHINE = "This machine:";
const TEACHERS = "For instructors:";
const AUTHORS = "For authors:";

/** All commands, in the order in which `--help` shows them. */
export const COMMANDS: readonly LazyCommand[] = [
  {
    name: "serve",
    description: "build the course's pages if they changed, and serve them on this machine (npm start)",
    group: LEARN,
    load: async () => (await import("./serve.ts")).serveCommand(),
  },
  {
    name: "watch",
    description: "your task, checked on every save (what groundwork alone opens in a terminal)",
    group: LEARN,
    load: async () => (await import("./watch.ts")).watchCommand(),
  },
  {
    name: "list",
    description: "the labs and how far you are; with a lab, its tasks",
    group: LEARN,
    load: async () => (await import("./learn/list.ts")).listCommand(),
  },
  {
    name: "check",
    description: "build and run what you wrote, and say how each task went",
    group: LEARN,
    load: async () => (await import("./learn/check.ts")).checkCommand(),
  },
  {
    name: "hint",
    description: "the next hint for your task: from what the last check saw, then three, one at a time",
    group: LEARN,
    load: async () => (await import("./learn/hint.ts")).hintCommand(),
  },
  {
    name: "next",
    description: "go on to the next task once this one has passed",
    group: LEARN,
    load: async () => (await import("./learn/next.ts")).nextCommand(),
  },
  {
    name: "diff",
    description: "what you changed, or how yours differs from the solution",
    group: LEARN,
    load: async () => (await import("./learn/diff.ts")).diffCommand(),
  },
  {
    name: "solution",
    description: "one right answer to a task: opens after a pass, or after all hints",
    group: LEARN,
    load: async () => (await import("./learn/solution.ts")).solutionCommand(),
  },
  {
    name: "reset",
    description: "put the starter's files back; yours are kept in a backup",
    group: LEARN,
    load: async () => (await import("./learn/reset.ts")).resetCommand(),
  },
  {
    name: "progress",
    description: "take your progress to the site or another machine, and back",
    group: LEARN,
    load: async () => (await import("./learn/progress.ts")).progressCommand(),
  },
  {
    name: "lab",
    description: "begin a lab or go to it; and all of the above for a lab",
    group: LEARN,
    load: async () => (await import("./lab.ts")).labCommand(),
  },
  {
    name: "inspect",
    description: "show what an image stands on, what each layer does, what is inside, and whether it starts",
    group: IMAGES,
    load: async () => (await import("./inspect.ts")).inspectCommand(),
  },
  {
    name: "compare",
    description: "put images side by side: sizes, what only one has, and whether programs can move",
    group: IMAGES,
    load: async () => (await import("./compare.ts")).compareCommand(),
  },
  {
    name: "stale",
    description: "does an image stand on what its base's name means now?",
    group: IMAGES,
    load: async () => (await import("./stale.ts")).staleCommand(),
  },
  {
    name: "try",
    description: "build and run your own Dockerfile on other bases: what works, what breaks, and why",
    group: IMAGES,
    load: async () => (await import("./try.ts")).tryCommand(),
  },
  {
    name: "choose",
    description: "say what your program needs, and see which base fits, with the recordings that say so",
    group: IMAGES,
    load: async () => (await import("./choose.ts")).chooseCommand(),
  },
  {
    name: "bases",
    description: "show the bases: where each came from, its digest and both sizes",
    group: PARTS,
    load: async () => (await import("./bases.ts")).basesCommand(),
  },
  {
    name: "programs",
    description: "list the real programs that labs and experiments run",
    group: PARTS,
    load: async () => (await import("./programs.ts")).programsCommand(),
  },
  {
    name: "doctor",
    description: "check that labs can run on this machine, and say what to do if not",
    group: MACHINE,
    load: async () => (await import("./doctor.ts")).doctorCommand(),
  },
  {
    name: "setup",
    description: "get everything that the course uses: an engine, the bases, the programs",
    group: MACHINE,
    load: async () => (await import("./setup.ts")).setupCommand(),
  },
  {
    name: "prefetch",
    description: "get all for a course day without network: every base and program, and the pages",
    group: MACHINE,
    load: async () => (await import("./prefetch.ts")).prefetchCommand(),
  },
  {
    name: "engine",
    description: "show, stop or remove the engine that Groundwork uses",
    group: MACHINE,
    load: async () => (await import("./engine.ts")).engineCommand(),
  },
  {
    name: "clean",
    description: "show what of ours is in the engine and on the disk, ask, and remove it; the bases stay",
    group: MACHINE,
    load: async () => (await import("./clean.ts")).cleanCommand(),
  },
  {
    name: "assignment",
    description: "labs as graded exercises: begin an assignment, check it, make its handout",
    group: TEACHERS,
    load: async () => (await import("./assignment.ts")).assignmentCommand(),
  },
  {
    name: "grade",
    description: "grade a class's hand-ins in sandboxes, and make marks, feedback pages and exports",
    group: TEACHERS,
    load: async () => (await import("./grade/grade.ts")).gradeCommand(),
  },
  {
    name: "regrade",
    description: "grade again what a changed test, limit or base may have changed, or what you name",
    group: TEACHERS,
    load: async () => (await import("./grade/regrade.ts")).regradeCommand(),
  },
  {
    name: "worker",
    description:
      "take hand-ins from a queue and grade them here, for a class that one machine is too slow for",
    group: TEACHERS,
    load: async () => (await import("./grade/worker.ts")).workerCommand(),
  },
  {
    name: "record",
    description: "run the course's experiments and write what was seen to recordings/",
    group: AUTHORS,
    load: async () => (await import("./record.ts")).recordCommand(),
  },
  {
    name: "course",
    description: "hold the course to what it promises: every solution, starter and trap, every file",
    group: AUTHORS,
    load: async () => (await import("./course.ts")).courseCommand(),
  },
  {
    name: "site",
    description: "the course's pages for others: a folder for a web server, a zip, an image",
    group: AUTHORS,
    load: async () => (await import("./site.ts")).siteCommand(),
  },
];
