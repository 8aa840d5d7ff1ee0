import { createHash } from "node:crypto";

/** What a template is made of. */
export interface TemplateContent {
  /** Tag and id of every image on it. */
  readonly images: readonly (readonly [tag: string, id: string])[];
  readonly diskMegabytes: number;
  /** What `dockerd --version` says: another version may keep its data in another form. */
  readonly daemon: string;
}

/** Raised when templates are made in another way. */
const FORMAT = 2;

/** Name of a template by its content: equal contents have equal names, in whatever order they were given. Pure. */
export function templateKey({ images, ...rest }: TemplateContent): string {
  const sorted = images.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify({ FORMAT, sorted, ...rest }))
    .digest("hex")
    .slice(0, 24);
}
