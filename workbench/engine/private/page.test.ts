import { expect, test } from "vitest";
import { fixtureHost } from "../discover/fixture.ts";
import { canStartPrivate } from "./able.ts";
import { noEnginePage, silentEnginePage } from "./page.ts";

const DEBIAN = { "/etc/os-release": 'ID=debian\nPRETTY_NAME="Debian 13"\n' };
const FEDORA = { "/etc/os-release": 'ID=fedora\nPRETTY_NAME="Fedora 44"\n' };
const TRIED = [
  {
    endpoint: "unix:///var/run/docker.sock",
    foundBy: "the usual socket",
    answered: false,
    reason: "nobody there",
  },
];

test.for([
  [fixtureHost({ platform: "darwin", uid: 501 }), "On macOS", "colima start"],
  [fixtureHost({ platform: "win32", uid: null }), "On Windows", "WSL 2"],
  [fixtureHost({ uid: 1000, files: DEBIAN }), "On Debian 13, as an ordinary user", "usermod -aG docker"],
  [fixtureHost({ uid: 0, files: FEDORA }), "On Fedora 44", "docs.docker.com/engine/install"],
] as const)("page %#: what was tried, what to do", ([host, title, step]) => {
  const page = noEnginePage(host, TRIED);
  expect(page).toContain("unix:///var/run/docker.sock  the usual socket: nobody there");
  expect(page).toContain(title);
  expect(page).toContain(step);
  expect(canStartPrivate(host)).toBe(false);
});

test("only root on a Debian-like Linux gets an engine made", () => {
  expect(canStartPrivate(fixtureHost({ uid: 0, files: DEBIAN }))).toBe(true);
  expect(canStartPrivate(fixtureHost({ uid: 1000, files: DEBIAN }))).toBe(false);
});

test("a silent engine that was named is told by its name", () => {
  const page = silentEnginePage([{ ...TRIED[0]!, foundBy: "DOCKER_HOST" }]);
  expect(page).toContain("The engine named by DOCKER_HOST does not answer: unix:///var/run/docker.sock");
});
