import type { Registry, Transfer } from "../lab/registry.ts";
import { transferCommand } from "./commands.ts";
import type { Observation } from "./schema.ts";
import type { RecordedRegistry, Subject } from "./types.ts";

type TransferObservation = Extract<Observation, { kind: "transfer" }>;

/**
 * A registry whose pushes and pulls are kept.
 * @param names what the reader calls each subject, by key
 * @param keep takes each observation under its key
 */
export function recordedRegistry(
  registry: Registry,
  names: ReadonlyMap<string, string>,
  keep: (key: string, observation: TransferObservation) => void,
): RecordedRegistry {
  const nameOf = ({ key }: Subject): string => names.get(key) ?? key;
  const tagged = (subject: Subject): string => {
    const name = nameOf(subject).replaceAll("/", "-");
    return name.includes(":") ? name : `${name}:latest`;
  };
  const seen = (direction: "push" | "pull", subject: Subject, title: string, moved: Transfer) => ({
    kind: "transfer" as const,
    title,
    command: transferCommand(direction, nameOf(subject)),
    image: subject.key,
    direction,
    layers: moved.layers.map(({ compressedBytes, transferred }) => ({ compressedBytes, transferred })),
    compressedBytes: moved.compressedBytes,
  });
  return {
    async push(key, subject, title) {
      keep(key, seen("push", subject, title, await registry.push(subject.image, tagged(subject))));
    },
    async pull(key, subject, title) {
      keep(key, seen("pull", subject, title, await registry.pull(tagged(subject))));
    },
    async publish({ image }, name) {
      await registry.push(image, name);
    },
    async hold(name) {
      await registry.pull(name);
    },
    tag: (name, tag) => registry.tag(name, tag),
    digest: (name) => registry.digest(name),
    index: (name, tags) => registry.index(name, tags),
    forget: (name) => registry.forget(name),
  };
}
