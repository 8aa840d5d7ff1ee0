import { Document, isMap, isScalar, isSeq, type Scalar } from "yaml";

const COMMIT = /^[0-9a-f]{40,}$/;

export interface Comments {
  /** At the top of the file. */
  readonly head: string;
  /** Above the key at a path, for example `jobs.grade.steps.0`. */
  readonly above: Readonly<Record<string, string>>;
  /** Behind a value; undefined where none is needed. */
  readonly beside: (value: string) => string | undefined;
}

/**
 * Data as YAML, with comments, an empty line between the keys of the first level, and a list of numbers on one line. Throws for a
 * path that is not there. Pure.
 */
export function commentedYaml(data: object, { head, above, beside }: Comments): string {
  const document = new Document(data, { aliasDuplicateObjects: false });
  const left = new Set(Object.keys(above));
  document.commentBefore = comment(head);
  annotate(document.contents, "");
  if (left.size > 0) throw new Error(`There is nothing to comment at ${[...left].join(", ")}.`);
  return document.toString({ lineWidth: 0, nullStr: "", flowCollectionPadding: false });

  function annotate(node: unknown, at: string): void {
    const below = (name: string | number): string => (at === "" ? String(name) : `${at}.${name}`);
    if (isMap(node))
      for (const [index, { key, value }] of node.items.entries()) {
        if (!isScalar(key)) continue;
        if (at === "" && index > 0) key.spaceBefore = true;
        note(key, below(String(key.value)));
        annotate(value, below(String(key.value)));
      }
    else if (isSeq(node)) {
      node.flow =
        node.items.length > 0 && node.items.every((item) => isScalar(item) && typeof item.value === "number");
      for (const [index, item] of node.items.entries()) annotate(item, below(index));
    } else if (isScalar(node) && typeof node.value === "string") {
      // A commit of digits alone, or with one e, is a number to one reader or another.
      if (COMMIT.test(node.value)) node.type = "QUOTE_DOUBLE";
      const said = beside(node.value);
      if (said !== undefined) node.comment = comment(said);
    }
  }

  function note(key: Scalar, at: string): void {
    const said = above[at];
    if (said === undefined) return;
    key.commentBefore = comment(said);
    left.delete(at);
  }
}

function comment(text: string): string {
  return text.replaceAll(/^(?=.)/gm, " ");
}
