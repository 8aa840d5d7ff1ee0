import { expect, test } from "vitest";
import { formatBlock, overlap, parseBlock, pickNetwork } from "./subnet.ts";

const blocks = (...texts: string[]) => texts.map((text) => parseBlock(text)!);

test.for([
  ["10.1.2.3/16", "10.1.0.0/16"],
  ["192.168.1.7", "192.168.1.7/32"],
  ["255.255.255.255", "255.255.255.255/32"],
  ["0.0.0.0/0", "0.0.0.0/0"],
])("the block %s begins at %s", ([text, expected]) => {
  expect(formatBlock(parseBlock(text!)!)).toBe(expected);
});

test.for(["default", "fd00::/64", "10.0.0.256", "10.0.0.1/33", ""])("%j is no block", (text) => {
  expect(parseBlock(text)).toBeNull();
});

test.for([
  ["10.0.0.0/8", "10.77.0.0/16", true],
  ["10.77.3.0/24", "10.77.0.0/16", true],
  ["10.76.255.0/24", "10.77.0.0/16", false],
  ["10.78.0.0/16", "10.77.0.0/16", false],
] as const)("%s and %s overlap: %s", ([one, other, expected]) => {
  expect(overlap(...(blocks(one, other) as [never, never]))).toBe(expected);
});

test("a free machine gets a block of 10/8, chosen by the seed", () => {
  expect(pickNetwork([], 0)).toEqual({
    block: "10.64.0.0/16",
    bridgeAddress: "10.64.0.1/24",
    bridgeSubnet: "10.64.0.0/24",
    pool: "10.64.128.0/17",
  });
  expect(pickNetwork([], 5)?.bridgeSubnet).toBe("10.69.0.0/24");
});

test("the pool never holds the bridge", () => {
  const network = pickNetwork([], 12_345)!;
  expect(overlap(...(blocks(network.pool, network.bridgeSubnet) as [never, never]))).toBe(false);
});

test.for([
  [["10.64.0.0/24"], "10.65.0.0/24"],
  [["10.0.0.0/8"], "172.20.0.0/24"],
  [["10.0.0.0/8", "172.16.0.0/12"], "192.168.32.0/24"],
  [["10.0.0.0/8", "172.16.0.0/12", "192.168.33.9"], "192.168.48.0/24"],
] as const)("beside %j the bridge is %s", ([used, expected]) => {
  expect(pickNetwork(blocks(...used), 0)?.bridgeSubnet).toBe(expected);
});

test("when every private block is routed, none is taken", () => {
  expect(pickNetwork(blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"), 7)).toBeNull();
});
