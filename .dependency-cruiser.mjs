/**
 * Which room may import which (ARCHITECTURE.md has the picture):
 *
 *   cli, serve → course → learn, record, grade → lab → image, bases, programs → engine
 *
 * An arrow to the left is an error, and so is a circle. workbench/state.ts, lock.ts, families.ts and project.ts, the leaves, are open to all.
 */

const testFile = "\\.test\\.tsx?$";

/** Path pattern of some rooms of the workbench. */
const rooms = (...names) => `^workbench/(${names.join("|")})/`;

/** What the site may know of the workbench: schemas, which are plain descriptions of data, the catalogue, the families' looks, and what the grader's limits and rules of lateness are. */
const schemas =
  "^workbench/(families|record/schema|bases/types|bases/catalogue|bases/support/support|lab/manifest|lab/results|lab/events|course/facts-schema|grade/(sandbox/limits|intake/limits|late|schema/assignment)|serve/(token|contract|messages))\\.ts$|^workbench/bases/support/dates\\.json$";

/**
 * The chooser's rules, which the page runs itself: the browser must give the command's answer, so it runs the command's code.
 * None of these files needs zod or Node.
 */
const chooser =
  "^workbench/choose/(answer|decide|dockerfile|flags|judge|otherwise|questions|types|words|cases/cases)\\.ts$|^workbench/choose/rules/";

/** What the page's evidence is made with, while the site is built. */
const gatherer = "^workbench/choose/(gather|known|sources|types)\\.ts$";

/** The engine's contract: types, error classes and label names; no I/O behind it. */
const engineContract = "^workbench/engine/(types|errors|labels)\\.ts$";

/** A room may not import these rooms. */
const closed = (from, to, why) => ({
  name: `${from.join("-")}-not-to-the-left`,
  comment: why,
  severity: "error",
  from: { path: rooms(...from) },
  to: { path: rooms(...to) },
});

export default {
  forbidden: [
    {
      name: "no-circle",
      comment: "Two files that import each other are one file in two pieces. Move what both need to a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable",
      comment: "The imported file or package does not exist. Local imports end in .ts.",
      severity: "error",
      // A user's own program under tests/try finds its parts in the image.
      from: { pathNot: "^(src|tests/try/[^/]+)/" },
      to: { couldNotResolve: true, pathNot: "^(@docusaurus|@theme|@site|@generated)" },
    },
    closed(
      ["engine"],
      [
        "image",
        "bases",
        "programs",
        "inspect",
        "lab",
        "learn",
        "record",
        "grade",
        "course",
        "choose",
        "try",
        "stale",
        "machine",
        "serve",
        "site",
        "cli",
      ],
      "The engine knows nothing of what is built with it.",
    ),
    closed(
      ["image", "bases", "programs"],
      [
        "inspect",
        "lab",
        "learn",
        "record",
        "grade",
        "course",
        "choose",
        "try",
        "stale",
        "machine",
        "serve",
        "site",
        "cli",
      ],
      "Images, bases and programs know nothing of reports, labs and recordings.",
    ),
    closed(
      ["inspect"],
      ["lab", "learn", "record", "grade", "course", "try", "stale", "machine", "serve", "site", "cli"],
      "A report on an image needs no lab.",
    ),
    closed(
      ["lab"],
      ["learn", "record", "grade", "course", "try", "stale", "machine", "serve", "site", "cli"],
      "A lab can be run without a learner, a recorder or a grader.",
    ),
    closed(
      ["learn", "record", "grade"],
      ["course", "choose"],
      "What holds the course to its promises uses these rooms; none of them needs it.",
    ),
    closed(
      ["learn", "record", "grade", "course", "try", "stale", "machine"],
      ["serve", "site", "cli"],
      "Commands and the server call these rooms, never the other way round.",
    ),
    closed(["serve"], ["site", "cli"], "The server serves what was built for this machine, and no more."),
    closed(["site"], ["cli"], "Publishing does not go through the command line."),
    {
      name: "image-is-pure",
      comment:
        "workbench/image reads streams: it may use the engine's contract, but no engine, base or program.",
      severity: "error",
      from: { path: rooms("image"), pathNot: testFile },
      to: {
        path: rooms("engine", "bases", "programs"),
        pathNot: engineContract,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "bases-are-given-an-engine",
      comment:
        "workbench/bases gets its engine as a parameter, so that it can be tested without one. Types may be imported.",
      severity: "error",
      from: { path: rooms("bases"), pathNot: testFile },
      to: { path: rooms("engine"), pathNot: engineContract, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "leaves-depend-on-no-room",
      comment: "The files right under workbench/ are open to all rooms, so they may depend on none.",
      severity: "error",
      from: { path: "^workbench/[^/]+\\.ts$" },
      to: { path: "^workbench/[^/]+/" },
    },
    {
      name: "only-engine-knows-docker-libraries",
      comment:
        "Only workbench/engine may import testcontainers and dockerode. Ask the engine's own functions instead.",
      severity: "error",
      from: { pathNot: rooms("engine") },
      to: { path: "(^|/)node_modules/(@types/)?(testcontainers|dockerode)/" },
    },
    {
      name: "site-reads-schemas-only",
      comment:
        "The site shows data. Of the workbench it may import the schema files, the catalogue of bases, the families and the chooser, nothing else.",
      severity: "error",
      from: { path: "^(site|docs)/|^(docusaurus\\.config|sidebars)\\.ts$", pathNot: testFile },
      to: { path: "^workbench/", pathNot: [schemas, gatherer] },
    },
    {
      name: "pages-read-schemas-and-run-the-chooser",
      comment:
        "The browser gets types, the families and the chooser's rules. What gathers their evidence runs while the site is built.",
      severity: "error",
      from: { path: "^src/", pathNot: testFile },
      to: { path: "^workbench/", pathNot: [schemas, chooser] },
    },
    {
      name: "chooser-is-pure",
      comment:
        "The chooser runs in the page and in the command: it may import its own files, and the shapes of what it is given.",
      severity: "error",
      from: { path: chooser, pathNot: testFile },
      to: { pathNot: chooser },
    },
    {
      name: "choose-knows-recordings-and-bases-only",
      comment:
        "Evidence is gathered from recordings, the catalogue and the dates of support; the caller reads the files.",
      severity: "error",
      from: { path: rooms("choose"), pathNot: testFile },
      to: {
        pathNot:
          "^workbench/choose/|^workbench/record/schema\\.ts$|^workbench/bases/(catalogue|support/support)\\.ts$|(^|/)node_modules/zod/",
      },
    },
    {
      name: "workbench-knows-no-site",
      comment: "The workbench runs without a site, and no code depends on tests.",
      severity: "error",
      from: { path: "^(workbench|bootstrap)/" },
      to: { path: "^(site|src|tests|bench|experiments)/" },
    },
    {
      name: "bootstrap-needs-nothing",
      comment: "The bootstrap runs before any dependency is installed: Node's own modules only.",
      severity: "error",
      from: { path: "^bootstrap/.*\\.mjs$", pathNot: "\\.test\\." },
      to: { path: "(^|/)node_modules/|^workbench/" },
    },
    {
      name: "browser-code-knows-no-node",
      comment: "src/ runs in the reader's browser, where Node's modules are absent. Move the work to site/.",
      severity: "error",
      from: { path: "^src/", pathNot: testFile },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "labs-import-the-kit",
      comment: "A lab's test is read by learners: of the workbench it imports the kit and nothing else.",
      severity: "error",
      from: { path: "^labs/" },
      to: { path: "^workbench/", pathNot: "^workbench/lab/kit(\\.ts$|/)" },
    },
    {
      name: "experiments-import-the-recorder's-types",
      comment: "An experiment declares; the recorder does. It gets everything it works with as a parameter.",
      severity: "error",
      from: { path: "^experiments/", pathNot: testFile },
      to: { path: "^workbench/", pathNot: "^workbench/record/(types|schema|experiment)\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(work|build|\\.groundwork|\\.docusaurus)/|^labs/[^/]+/(starter|traps)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
