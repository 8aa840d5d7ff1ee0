import { counterOf, titleOf } from "../titles.ts";
import type { HandIn, Opened, SourceContext } from "./types.ts";

/** The hand-in that stands under a name. A number at a plain name's end counts tries, unless the roster knows the whole name. */
export function handInCalled(
  name: string,
  source: string,
  { roster, received }: SourceContext,
  open: () => Promise<Opened>,
): HandIn {
  const { who, ...title } = titleOf(name);
  const receivedAt = received.get(name.normalize("NFC")) ?? null;
  const counted = counterOf(who);
  const isCounted = !("student" in roster.find(who)) && "student" in roster.find(counted.rest);
  const plain = isCounted && title.attempt === 0 ? { who: counted.rest, attempt: counted.attempt } : { who };
  return { source, ...title, ...plain, receivedAt, open };
}
