import ts from "typescript";
import type { Finding } from "../../../workbench/course/content/finding.ts";

/** A docstring shorter than this says no more than the name. */
const leastCharacters = 15;

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** Name of the exported function that a statement declares; null for any other statement. */
function functionName(node: ts.Statement): string | null {
  if (!isExported(node)) return null;
  // An overload's docstring stands on the first signature, so implementations beside it may lack one.
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? "default";
  if (!ts.isVariableStatement(node)) return null;
  const functions = node.declarationList.declarations.filter(
    ({ initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
  );
  return functions[0]?.name.getText() ?? null;
}

function docstring(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((part) => part.getText().replace(/^[\s/*]+|[\s/*]+$/g, ""))
    .join(" ");
}

/** Exported functions of a TypeScript file that no docstring describes. */
export function docstringFindings(file: string, source: string): Finding[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const seen = new Set<string>();
  return parsed.statements.flatMap((node) => {
    const name = functionName(node);
    if (name === null || seen.has(name)) return [];
    seen.add(name);
    if (docstring(node).length >= leastCharacters) return [];
    const line = parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    return [
      {
        file,
        line,
        says: `${name} is exported: say in a docstring what goes in, what comes out, and which errors`,
      },
    ];
  });
}
