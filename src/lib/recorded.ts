import type { Recorded } from "../../site/recorded.ts";
import type { Observation } from "../../workbench/record/schema.ts";

export type { Recorded } from "../../site/recorded.ts";

type Kind = Observation["kind"];
export type RecordedAs<K extends Kind> = Recorded<Extract<Observation, { kind: K }>>;

/** What a page writes is `of`; the page compiler adds `recorded`. */
export interface OfProps {
  readonly of: string;
  readonly recorded?: Recorded;
}

/** The recorded observation of a component, which must be of one of these kinds; otherwise the build fails and says so. */
export function recordedAs<K extends Kind>(component: string, props: OfProps, ...kinds: K[]): RecordedAs<K> {
  const { of, recorded } = props;
  if (recorded === undefined) throw new Error(`<${component} of="${of}"> may only stand in an .mdx page`);
  if (isKind(recorded, kinds)) return recorded;
  throw new Error(
    `<${component} of="${of}"> shows ${kinds.join(" or ")}, but that is a ${recorded.observation.kind}`,
  );
}

function isKind<K extends Kind>(recorded: Recorded, kinds: readonly K[]): recorded is RecordedAs<K> {
  return kinds.some((kind) => kind === recorded.observation.kind);
}
