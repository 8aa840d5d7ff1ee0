import { expect, test } from "vitest";
import { rows } from "./rows.ts";

const bare = {
  kind: "config" as const,
  title: "t",
  command: "c",
  image: "i",
  user: "",
  workdir: "",
  env: [],
  entrypoint: null,
  cmd: null,
  exposedPorts: [],
  volumes: [],
  stopSignal: null,
  healthcheck: null,
  onBuild: [],
};

test("each setting's fate is told, in the words of a Dockerfile", () => {
  const base = { ...bare, cmd: ["serve", "--all"], user: "65532", env: ["A=1"], onBuild: ["RUN x"] };
  const child = { ...bare, entrypoint: ["/run"], user: "65532", env: ["A=1", "B=2"] };
  expect(rows(base, child)).toEqual([
    { instruction: "ENTRYPOINT", base: [], child: ['["/run"]'], fate: "new" },
    { instruction: "CMD", base: ['["serve","--all"]'], child: [], fate: "emptied" },
    { instruction: "USER", base: ["65532"], child: ["65532"], fate: "inherited" },
    { instruction: "ENV", base: ["A=1"], child: ["A=1", "B=2"], fate: "changed" },
    { instruction: "ONBUILD", base: ["RUN x"], child: [], fate: "emptied" },
  ]);
});

test("the root folder is what no WORKDIR means", () => {
  expect(rows({ ...bare, workdir: "/" }, bare)).toEqual([]);
});

test("an empty list of words says nothing, like none at all", () => {
  expect(rows({ ...bare, cmd: [] }, bare)).toEqual([]);
});
