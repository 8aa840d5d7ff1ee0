import path from "node:path";
import { z } from "zod";

/** Every place that one sandbox uses; kept in a file, so that a later process can take down what a killed one has left. */
export const placesSchema = z.strictObject({
  name: z.string().describe("of its groups of processes; carries the mark of the process that made it"),
  root: z.string().describe("short-lived folder with socket, log and run-time state"),
  image: z.string().describe("the file that is its disk"),
});
export type Places = z.infer<typeof placesSchema>;

/** A unix socket's path holds 107 bytes, and containerd puts this one below its engine's run-time folder. */
export const LONGEST_ROOT = 107 - "/exec/containerd/containerd-debug.sock".length;

/** Where an engine's disk is mounted, in its own mount namespace: a path that every sandbox can have at the same time. */
export const DATA_ROOT = "/run/containerd/data";

/** The paths inside a sandbox's folder. Pure. */
export function pathsIn(root: string) {
  const socket = path.join(root, "docker.sock");
  return {
    socket,
    endpoint: `unix://${socket}`,
    exec: path.join(root, "exec"),
    pid: path.join(root, "engine.pid"),
    log: path.join(root, "engine.log"),
    /** Empty: where a docker client or daemon would look for credentials. */
    home: path.join(root, "home"),
    notes: path.join(root, "notes"),
  };
}
