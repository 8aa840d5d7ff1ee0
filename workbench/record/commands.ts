import type { BuildStep, RunStep } from "./types.ts";

/** The `docker build` that a person would type. Pure. */
export function buildCommand(
  tag: string,
  { pull = false, noCache = false, platform }: Pick<BuildStep, "pull" | "noCache" | "platform"> = {},
): string {
  const flags = [
    ...(noCache ? ["--no-cache"] : []),
    ...(pull ? ["--pull"] : []),
    ...(platform === undefined ? [] : ["--platform", platform]),
  ];
  return ["docker", "build", ...flags, "-t", tag, "."].join(" ");
}

/** The `docker image inspect` that shows an image's config. Pure. */
export function inspectCommand(image: string): string {
  return `docker image inspect --format '{{json .Config}}' ${image}`;
}

/** The `docker push` or `docker pull` that a person would type, to a registry of his own. Pure. */
export function transferCommand(direction: "push" | "pull", image: string): string {
  return `docker ${direction} localhost:5000/${image}`;
}

/** The `docker exec` that a person would type. Pure. */
export function execCommand(container: string, command: readonly string[]): string {
  return ["docker", "exec", container, ...command.map(quote)].join(" ");
}

/** The `docker cp` that prints one file of a running container. Pure. */
export function copyCommand(container: string, path: string): string {
  return `docker cp ${container}:${quote(path)} - | tar -x -O`;
}

/** The `docker inspect` that prints a container's health and what its first check said. Pure. */
export function healthCommand(container: string): string {
  return `docker inspect --format '{{.State.Health.Status}}: {{(index .State.Health.Log 0).Output}}' ${container}`;
}

/** The `docker stop` that a person would type, and the question how the container's first process ended. Pure. */
export function stopCommand(container: string, seconds: number): string {
  return `docker stop -t ${seconds} ${container} && docker inspect --format '{{.State.ExitCode}}' ${container}`;
}

/** The `docker run` that a person would type. Pure. */
export function runCommand(image: string, step: Omit<RunStep, "title" | "steady">): string {
  const words = ["docker", "run", "--rm"];
  const flag = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) words.push(name, quote(String(value)));
  };
  if (step.init) words.push("--init");
  if (step.readOnly) words.push("--read-only");
  if (step.noNewPrivileges) flag("--security-opt", "no-new-privileges");
  flag("--user", step.user);
  flag("--workdir", step.workdir);
  flag("--network", step.network);
  flag("--pid", step.pid);
  for (const alias of step.aliases ?? []) flag("--network-alias", alias);
  for (const capability of step.capDrop ?? []) flag("--cap-drop", capability);
  for (const capability of step.capAdd ?? []) flag("--cap-add", capability);
  flag("--memory", step.memoryBytes);
  flag("--pids-limit", step.pids);
  for (const [key, value] of Object.entries(step.env ?? {})) flag("-e", `${key}=${value}`);
  for (const [at, options] of Object.entries(step.tmpfs ?? {}))
    flag("--tmpfs", options === "" ? at : `${at}:${options}`);
  for (const bind of step.binds ?? []) flag("-v", bind);
  const [entry, ...rest] = step.entrypoint ?? [];
  if (step.entrypoint) flag("--entrypoint", entry ?? "");
  return [...words, image, ...rest.map(quote), ...(step.command ?? []).map(quote)].join(" ");
}

/** Quotes a word for a POSIX shell where it needs it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
