import type { Expression } from "estree";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx-jsx";

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** Texts of an attribute: `of="a"`, `of={"a"}` or `of={["a", "b"]}`; null when it is absent or computed. */
export function textsOf(element: JsxElement, attribute: string): readonly string[] | null {
  const found = element.attributes.find(
    (candidate) => candidate.type === "mdxJsxAttribute" && candidate.name === attribute,
  );
  const value = found?.value;
  if (typeof value === "string") return [value];
  if (typeof value !== "object") return null;
  const statement = value?.data?.estree?.body[0];
  return statement?.type === "ExpressionStatement" ? literals(statement.expression) : null;
}

function literals(expression: Expression): readonly string[] | null {
  if (expression.type === "Literal") return typeof expression.value === "string" ? [expression.value] : null;
  if (expression.type !== "ArrayExpression") return null;
  const texts = expression.elements.map((element) =>
    element?.type === "Literal" && typeof element.value === "string" ? element.value : null,
  );
  return texts.every((text) => text !== null) ? texts : null;
}
