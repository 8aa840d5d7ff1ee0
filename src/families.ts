/** The site's way to the families: `workbench/families.ts` says what they look like, for pages and reports alike. */
export { families, familyOfBase, rocks } from "../workbench/families.ts";
export type { Family, FamilyLook } from "../workbench/families.ts";
