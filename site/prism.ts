import type { PrismTheme } from "prism-react-renderer";

interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly word: string;
  readonly text: string;
  readonly name: string;
  readonly number: string;
  readonly gone: string;
  readonly added: string;
}

/** Few colours, each at least 4.5:1 on its paper: code is read here, not decorated. */
function themeOf(palette: Palette): PrismTheme {
  const style = (types: string[], color: string, more: object = {}) => ({ types, style: { color, ...more } });
  return {
    plain: { color: palette.ink, backgroundColor: palette.paper },
    styles: [
      style(["comment", "prolog", "doctype", "cdata"], palette.quiet, { fontStyle: "italic" }),
      style(["punctuation", "operator"], palette.ink),
      style(["keyword", "builtin", "atrule", "tag"], palette.word, { fontWeight: "600" }),
      style(["string", "char", "attr-value", "template-string", "regex", "url"], palette.text),
      style(["function", "class-name", "property", "attr-name", "variable"], palette.name),
      style(["number", "boolean", "constant", "symbol"], palette.number),
      style(["deleted"], palette.gone),
      style(["inserted"], palette.added),
    ],
  };
}

export const lightCode = themeOf({
  paper: "#eaede6",
  ink: "#1c2327",
  quiet: "#525d63",
  word: "#8a3208",
  text: "#1d5f46",
  name: "#124f8c",
  number: "#7a2f6b",
  gone: "#a3261d",
  added: "#1d5f46",
});

export const darkCode = themeOf({
  paper: "#1a2226",
  ink: "#e6eae7",
  quiet: "#a3afb3",
  word: "#ffab73",
  text: "#7fd3ae",
  name: "#8cc4f5",
  number: "#dba6d0",
  gone: "#ff9d94",
  added: "#7fd3ae",
});
