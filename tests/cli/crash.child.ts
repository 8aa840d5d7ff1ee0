import { onEveryEnd, openScreen, readKeys } from "../../workbench/learn/watch/terminal.ts";

// A program that holds the terminal and then fails in a way that nobody foresaw.
const screen = openScreen(process.stdout);
const keys = readKeys(process.stdin, () => undefined);
onEveryEnd(() => {
  screen[Symbol.dispose]();
  keys[Symbol.dispose]();
});
screen.draw(["a screen"]);
setTimeout(() => {
  throw new Error("nobody foresaw this");
}, 500);
