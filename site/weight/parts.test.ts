import type { LoadContext } from "@docusaurus/types";
import { expect, test } from "vitest";
import { refuseUse } from "./parts.ts";

const context = (themeConfig: object, locales = ["en"]) =>
  ({ siteDir: "/", siteConfig: { themeConfig }, i18n: { locales } }) as unknown as LoadContext;

test.each([
  [{ announcementBar: { content: "New" } }, ["en"], "an announcement bar"],
  [{ navbar: { items: [{ label: "Course" }, { type: "localeDropdown" }] } }, ["en"], '"localeDropdown"'],
  [{}, ["en", "de"], "several languages"],
])("a site that uses a part which is left out does not build: %j", (themeConfig, locales, what) => {
  expect(() => refuseUse(context(themeConfig, locales))).toThrow(what);
});

test("this site's kind of configuration is let through", () => {
  expect(() => refuseUse(context({ navbar: { items: [{ label: "Course" }] } }))).not.toThrow();
});
