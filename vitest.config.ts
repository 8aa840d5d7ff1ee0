import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import type { TestProjectInlineConfiguration } from "vitest/config";
import { LongestFirst } from "./tests/sequencer.ts";

type Options = NonNullable<TestProjectInlineConfiguration["test"]>;

const seconds = 1000;
const notOurs = ["**/node_modules/**", ".groundwork/**", "work/**", "build/**", ".docusaurus/**"];

/**
 * Projects run one after the other, in this order: what is cheap and fails often comes first, and the last one looks
 * at what all others have left behind.
 */
const order = ["unit", "gates", "engine", "labs", "site", "last"] as const;

/** One project. `allowOnly: false`: a forgotten `.only` would hide every other test. */
function project(name: (typeof order)[number], options: Options): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      allowOnly: false,
      sequence: { groupOrder: order.indexOf(name) },
      ...options,
      exclude: [...notOurs, ...(options.exclude ?? [])],
    },
  };
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./tests/reporter.ts"],
    projects: [
      project("unit", {
        include: [
          "{workbench,site,bootstrap,experiments,bench}/**/*.test.ts",
          "src/**/*.test.{ts,tsx}",
          "labs/*/*.test.ts",
          "tests/*.test.ts",
          "tests/cli/**/*.test.ts",
        ],
        // A lab's own lab.test.ts is run by the lab runner, as it is for a learner.
        exclude: ["**/*.engine.test.ts", "labs/*/lab.test.ts"],
        testTimeout: 10 * seconds,
      }),
      project("gates", {
        include: ["tests/gates/**/*.test.ts"],
        // Seconds on an idle machine; a busy one with two cores was seen to need ninety for the typed lint.
        testTimeout: 300 * seconds,
        maxWorkers: Math.min(2, availableParallelism()),
      }),
      project("engine", {
        include: ["**/*.engine.test.ts"],
        testTimeout: 180 * seconds,
        hookTimeout: 180 * seconds,
        maxWorkers: 2,
      }),
      project("labs", {
        include: ["tests/labs/**/*.test.ts"],
        exclude: ["**/*.engine.test.ts"],
        testTimeout: 300 * seconds,
        hookTimeout: 300 * seconds,
        maxWorkers: 2,
      }),
      project("site", {
        include: ["tests/site/**/*.test.ts"],
        exclude: ["**/*.engine.test.ts"],
        testTimeout: 300 * seconds,
        hookTimeout: 300 * seconds,
        maxWorkers: 1,
      }),
      project("last", {
        include: ["tests/last/**/*.test.ts"],
        testTimeout: 120 * seconds,
        maxWorkers: 1,
      }),
    ],
  },
});
