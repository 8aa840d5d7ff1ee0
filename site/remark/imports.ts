import type { Program } from "estree";
import type { Root } from "mdast";
import type { MdxJsxAttribute } from "mdast-util-mdx-jsx";
import type { MdxjsEsm } from "mdast-util-mdxjs-esm";

/** Collects the imports that a page's components need and puts them at its top. */
export class Imports {
  readonly #names = new Map<string, string>();
  readonly #prefix: string;

  /** `prefix` keeps the names of two plugins on one page apart. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Name under which the page gets the default export of `request`; the same request is imported once. */
  add(request: string): string {
    const known = this.#names.get(request);
    if (known !== undefined) return known;
    const name = `${this.#prefix}${this.#names.size}`;
    this.#names.set(request, name);
    return name;
  }

  prependTo(tree: Root): void {
    const nodes = [...this.#names].map(([request, name]) => importOf(request, name));
    tree.children.unshift(...nodes);
  }
}

/** `import NAME from "REQUEST";` */
export function importOf(request: string, name: string): MdxjsEsm {
  const estree: Program = {
    type: "Program",
    sourceType: "module",
    body: [
      {
        type: "ImportDeclaration",
        specifiers: [{ type: "ImportDefaultSpecifier", local: { type: "Identifier", name } }],
        source: { type: "Literal", value: request },
        attributes: [],
      },
    ],
  };
  return { type: "mdxjsEsm", value: `import ${name} from ${JSON.stringify(request)};`, data: { estree } };
}

/** `attribute={name}`, or `attribute={[a, b]}` for a list of names. */
export function nameAttribute(attribute: string, names: string | readonly string[]): MdxJsxAttribute {
  const identifier = (name: string) => ({ type: "Identifier" as const, name });
  const isOne = typeof names === "string";
  const expression = isOne
    ? identifier(names)
    : { type: "ArrayExpression" as const, elements: names.map(identifier) };
  return {
    type: "mdxJsxAttribute",
    name: attribute,
    value: {
      type: "mdxJsxAttributeValueExpression",
      value: isOne ? names : `[${names.join(", ")}]`,
      data: {
        estree: {
          type: "Program",
          sourceType: "module",
          body: [{ type: "ExpressionStatement", expression }],
        },
      },
    },
  };
}

/** `attribute="text"`. */
export function textAttribute(attribute: string, text: string): MdxJsxAttribute {
  return { type: "mdxJsxAttribute", name: attribute, value: text };
}
