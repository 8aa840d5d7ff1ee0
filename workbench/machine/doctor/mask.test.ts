import { expect, test } from "vitest";
import { masked } from "./mask.ts";

const who = {
  state: "/home/ada/course/.groundwork",
  checkout: "/home/ada/course",
  home: "/home/ada",
  user: "ada",
  hostname: "ada-laptop.example",
};

test.for([
  ["unix:///home/ada/.docker/docker.sock", "unix://~/.docker/docker.sock"],
  ["in /home/ada/course/.groundwork/engine", "in <state>/engine"],
  ["/home/ada/course/labs", "<checkout>/labs"],
  ["ada may not; radar and ada-like may", "<user> may not; radar and ada-like may"],
  ["on ada-laptop.example today", "on <host> today"],
  ["http://ada:s3cret@proxy.example:3128/", "http://<login>@proxy.example:3128/"],
  ["https://token@hub.example", "https://<login>@hub.example"],
  ["docker 28.3.0", "docker 28.3.0"],
] as const)("%s", ([text, shown]) => {
  expect(masked(text, who)).toBe(shown);
});

test("a name that is everybody's stays", () => {
  expect(masked("root runs it in /root/x", { ...who, home: "/root", user: "root", hostname: "vm" })).toBe(
    "root runs it in ~/x",
  );
});
