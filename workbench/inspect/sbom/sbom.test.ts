import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect, test } from "vitest";
import { inspected } from "../images.fixture.ts";
import { cyclonedxOf } from "./cyclonedx.ts";
import { purlOf } from "./purl.ts";
import { spdxOf } from "./spdx.ts";

const debian = (await inspected("debian.tar")).report;
const alpine = (await inspected("alpine.tar")).report;

test("CycloneDX: what is written keeps to the format's own schema, and is the same each time", async () => {
  for (const report of [debian, alpine, (await inspected("static.tar")).report]) {
    const text = cyclonedxOf(report);
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
    expect(cyclonedxOf(report)).toBe(text);
  }
});

test("CycloneDX: the image, its distribution and every package are in it", () => {
  const { metadata, components } = JSON.parse(cyclonedxOf(debian)) as Record<string, { component?: unknown }>;
  expect(metadata?.component).toMatchObject({ type: "container", name: "debian.tar", version: debian.id });
  expect(components).toMatchObject([
    { type: "operating-system", name: "debian", version: "13" },
    {
      type: "library",
      name: "bash",
      version: "5.2.37-2",
      purl: "pkg:deb/debian/bash@5.2.37-2?arch=amd64&distro=debian-13",
    },
    { type: "library", name: "libc6" },
    { type: "library", name: "tzdata" },
  ]);
});

test("SPDX: the image contains every package, and each id is there once", () => {
  const made = new Date("2026-11-28T12:00:00.500Z");
  const document = JSON.parse(spdxOf(alpine, made)) as {
    creationInfo: { created: string };
    packages: { SPDXID: string; name: string }[];
    relationships: { relationshipType: string; relatedSpdxElement: string }[];
  };
  expect(document.creationInfo.created).toBe("2026-11-28T12:00:00Z");
  expect(document.packages.map(({ name }) => name)).toEqual(["alpine.tar", "busybox", "musl"]);
  const ids = document.packages.map(({ SPDXID }) => SPDXID);
  expect(new Set(ids).size).toBe(ids.length);
  expect(document.relationships.map(({ relatedSpdxElement }) => relatedSpdxElement)).toEqual(ids);
});

const known = { name: "n", version: "1-2", architecture: "x86_64", source: "n" };
const fedora = { ...debian.notes.distribution!, id: "fedora", versionId: "43" };

test.each([
  [
    purlOf({ ...known, format: "rpm sqlite", version: "1:2.3-4.fc43" }, fedora),
    "pkg:rpm/fedora/n@2.3-4.fc43?arch=x86_64&distro=fedora-43&epoch=1",
  ],
  [purlOf({ ...known, format: "apk", name: "g++" }, null), "pkg:apk/g%2B%2B@1-2?arch=x86_64"],
  [purlOf({ ...known, format: "dpkg", version: "1:2~3", architecture: null }, null), "pkg:deb/n@1:2~3"],
  [
    purlOf({ ...known, format: "pacman" }, { ...fedora, id: "arch", versionId: null }),
    "pkg:alpm/arch/n@1-2?arch=x86_64&distro=arch",
  ],
])("%s", (purl, expected) => {
  expect(purl).toBe(expected);
});
