import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Syntax that works but that this project does without; each message says what to write instead. */
const forbiddenSyntax = [
  {
    selector: "TSEnumDeclaration",
    message:
      "Write a union of string literals or a z.enum: Node runs this file by stripping its types, and an enum cannot be stripped.",
  },
  {
    selector: "TSModuleDeclaration[kind='namespace']",
    message: "Write a module instead of a namespace: Node runs this file by stripping its types.",
  },
  {
    selector: "TSParameterProperty",
    message:
      "Declare the field and assign it in the constructor: Node runs this file by stripping its types.",
  },
  {
    selector: "ExportAllDeclaration",
    message: "Name what you export, or import from the file itself: `export *` hides where a thing lives.",
  },
];

/** A test that does not run proves nothing, and one that runs alone hides the others. */
const forbiddenInTests = [
  {
    selector:
      "MemberExpression[object.name=/^(test|it|describe|suite)$/][property.name=/^(only|skip|todo|skipIf|runIf|fails)$/]",
    message: "Every test runs, always. Mend the test or delete it.",
  },
  {
    selector:
      "CallExpression[callee.object.name=/^(vi|vitest)$/][callee.property.name=/^(mock|doMock|hoisted)$/]",
    message:
      "Pass the thing in as a parameter instead of mocking its module: the test then also runs without vitest's tricks.",
  },
];

export default defineConfig(
  globalIgnores([
    "node_modules/",
    ".groundwork/",
    ".docusaurus/",
    "build/",
    "work/",
    "recordings/",
    "labs/*/starter/",
    "labs/*/traps/",
    // What learners hand in, right and wrong.
    "tests/fixtures/class/submissions/",
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    // No comment may switch a rule off: where a rule is wrong, it is changed here, for everybody, with the reason.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "no-console": "off",
      "no-restricted-syntax": ["error", ...forbiddenSyntax],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"] }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      // A number or an address in a template says what it says.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allow: ["URL", "URLSearchParams"] },
      ],
      // An empty variable of the environment is as good as none, so `||` is right for text.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      // Engines leave out what the types of their clients promise, and a closure's variable changes unseen.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // `() => {}` says well that nothing is to be done.
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions"] }],
      // `() => list.push(x)` as a callback is plain enough.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // What implements an asynchronous interface is async, whether or not it waits for something.
      "@typescript-eslint/require-await": "off",
      // `test("…", async () => {})` and event handlers in JSX are used everywhere and lose no error.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // `groups["name"]` says that the key is data.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // `Map<string, unknown>` may be spelled out where it helps the reader.
      "@typescript-eslint/no-unnecessary-type-arguments": "off",
      // Our objects are made of closures: a function taken out of one works as well alone.
      "@typescript-eslint/unbound-method": "off",
      // Names and paths are spread into characters; no emoji is among them.
      "@typescript-eslint/no-misused-spread": "off",
      // A type alias and an interface do the same job here; which one reads better is the author's choice.
      "@typescript-eslint/consistent-type-definitions": "off",
      // `z.infer` types and type parameters that only document a call's result are worth their letters.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "tests/**"],
    rules: {
      "no-restricted-syntax": ["error", ...forbiddenSyntax, ...forbiddenInTests],
      // A test that indexes into what it has just checked may say so.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Regular expressions and arrays in a test's table are compared, not run.
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "process",
          "console",
          "URL",
          "fetch",
          "AbortSignal",
          "AbortController",
          "setTimeout",
          "clearTimeout",
          "Buffer",
          "setInterval",
          "clearInterval",
          "performance",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    // Runs in the reader's browser as it is written.
    files: ["src/**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "document",
          "addEventListener",
          "removeEventListener",
          "Element",
          "Event",
          "HTMLInputElement",
          "localStorage",
          "MutationObserver",
          "PerformanceObserver",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
);
