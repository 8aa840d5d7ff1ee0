import ExecutionEnvironment from "@docusaurus/ExecutionEnvironment";
import { copyPressed } from "./copy.ts";
import { focusCame, focusLeft, pointerCame, pointerLeft } from "./notes.ts";

// What reacts in parts of a page that are otherwise as the build has made them.
if (ExecutionEnvironment.canUseDOM) {
  addEventListener("click", (event) => void copyPressed(event));
  addEventListener("pointerover", pointerCame);
  addEventListener("pointerout", pointerLeft);
  addEventListener("focusin", focusCame);
  addEventListener("focusout", focusLeft);
}
