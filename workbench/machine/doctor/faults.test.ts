import { expect, test } from "vitest";
import { compareVersions, faultsOf, KNOWN_FAULTS } from "./faults.ts";

test.for([
  ["20.10.24+dfsg1", "20.10.10", 1],
  ["20.10.9", "20.10.10", -1],
  ["29.5.0-rc.1", "29.5.0", 0],
  ["unknown", "20.10.0", -1],
] as const)("%s against %s", ([one, other, sign]) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign);
});

test.for([
  ["docker", "20.10.9", "classic", ["clone3"]],
  ["docker", "20.10.10", "classic", []],
  ["docker", "28.3.0", "classic", []],
  ["docker", "29.5.3", "containerd", ["BuildKit builds", "image ls"]],
  ["podman", "5.4.0", "classic", ["no BuildKit"]],
] as const)("%s %s with the %s store", ([product, version, imageStore, expected]) => {
  const found = faultsOf({ product, version, imageStore });
  expect(found).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(found[index]?.what).toContain(part);
});

test("each fault has a source of those who mend it", () => {
  for (const { source, remark } of KNOWN_FAULTS) {
    expect(source).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+\/(pull|issues|blob)\//);
    expect(remark).toMatch(/\.$/);
  }
});
