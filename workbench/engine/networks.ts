import type Dockerode from "dockerode";
import { isMissing } from "./answers.ts";

/** Makes a bridge network. @returns its id; the engine's refusal is thrown */
export async function createNetwork(
  docker: Dockerode,
  name: string,
  labels: Readonly<Record<string, string>>,
  internal: boolean,
): Promise<string> {
  const made = await docker.createNetwork({
    Name: name,
    CheckDuplicate: true,
    Driver: "bridge",
    Internal: internal,
    Labels: { ...labels },
  });
  return made.id;
}

/** Names of the networks that carry a label (`key` or `key=value`). */
export async function listNetworks(docker: Dockerode, label: string): Promise<string[]> {
  const rows = await docker.listNetworks({ filters: { label: [label] } });
  return rows.map((row) => row.Name);
}

/** Removes a network; false when there was none. */
export async function removeNetwork(docker: Dockerode, name: string): Promise<boolean> {
  try {
    await docker.getNetwork(name).remove();
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
