/**
 * Components that are done once the build has rendered them: nothing in them waits for code of the page. What reacts
 * in them (a value's note, a copy button, a popover, `<details>`) does so natively or by `src/behaviours`.
 * A component with state of its own does not belong here: it would never wake up.
 */
export const stillComponents: ReadonlySet<string> = new Set([
  "Dockerfile",
  "Facts",
  "Families",
  "FamilyBadge",
  "GuideTable",
  "Inherited",
  "LabCode",
  "LabDiff",
  "Myth",
  "Published",
  "Recordings",
  "Run",
  "Screenshot",
  "SiteFigures",
  "Size",
  "Sources",
  "Stacks",
  "Supported",
  "Threats",
  "Transfers",
  "Value",
  "WhatWouldChangeMyMind",
]);
