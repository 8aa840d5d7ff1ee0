import { expect, test } from "vitest";
import { fromAddresses, fromResolver, fromRoutes } from "./bridge.ts";
import { formatBlock } from "./subnet.ts";

test("routes count, the ways out of the machine do not", () => {
  const routes = `default via 192.0.2.1 dev eth0
0.0.0.0/1 via 10.8.0.1 dev tun0
128.0.0.0/1 via 10.8.0.1 dev tun0
10.213.77.0/24 dev gw0 proto kernel scope link src 10.213.77.1 linkdown
broadcast 192.0.2.255 dev eth0 table local proto kernel
unreachable 10.9.0.0/16 metric 1`;
  expect(fromRoutes(routes).map(formatBlock)).toEqual(["10.213.77.0/24", "192.0.2.255/32", "10.9.0.0/16"]);
});

test("addresses and name servers count", () => {
  expect(
    fromAddresses("2: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0").map(formatBlock),
  ).toEqual(["192.0.2.0/24"]);
  expect(fromResolver("search lan\nnameserver 10.66.0.53\nnameserver fd00::1\n").map(formatBlock)).toEqual([
    "10.66.0.53/32",
  ]);
});
