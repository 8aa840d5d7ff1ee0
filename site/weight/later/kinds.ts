/**
 * Components that nobody needs before they are near them. They work without code, and better with it. One that shows a
 * reader's own state at the top of a page does not belong here.
 */
export const laterComponents: ReadonlySet<string> = new Set([
  "BaseTable",
  "Chooser",
  "LabCard",
  "Layers",
  "LoaderWalk",
  "Matrix",
  "Predict",
  "PredictSize",
  "Quiz",
  "Sizes",
]);
