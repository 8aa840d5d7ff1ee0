import { Component, createElement, createRef, hydrate } from "preact";
import type { ComponentChild, VNode } from "preact";
import { liveToken } from "../../lib/live/token.ts";

export interface AsleepProps {
  /** Fetches the code and data of what stands inside, and answers it ready to take its elements up. */
  readonly load: () => Promise<VNode>;
}

/** A reader is near when half a screen is left. */
const near = { rootMargin: "50%" };

/** One part is taken up after the other, each in a task of its own, so that the page reacts in between. */
let turn: Promise<unknown> = Promise.resolve();

function nextTurn(): Promise<unknown> {
  turn = turn.then(() => new Promise((resolve) => setTimeout(resolve)));
  return turn;
}

/**
 * The same in the browser: the part's elements are there already and stay as they came, until the reader is near them,
 * comes to them with the keyboard, or presses something (`src/weight/late/boot.js` says so, and keeps the press).
 */
export default class Asleep extends Component<AsleepProps> {
  readonly #root = createRef<HTMLElement>();
  #isAsked = false;

  override componentDidMount(): void {
    const root = this.#root.current;
    const first = root?.firstElementChild ?? null;
    if (root === null || first === null) return;
    const wake = (): void => {
      watcher.disconnect();
      void this.#wake(root);
    };
    const watcher = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) wake();
    }, near);
    watcher.observe(first);
    root.addEventListener("groundwork-wake", wake, { once: true });
    // A lab that is worked on has news wherever its reader is; and nothing has to come from far away.
    if (liveToken() !== null || asksForPart()) wake();
  }

  async #wake(root: HTMLElement): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    // The part's own root: what the page gives its parts by context is handed on.
    const { context } = this as { context: object };
    try {
      const part = await this.props.load();
      await nextTurn();
      hydrate(createElement(HandedOn, { context }, part), root);
    } catch (error) {
      // Without its code the part is left to what the browser itself can do.
      console.warn(error);
    }
    root.dataset["awake"] = "";
    root.dispatchEvent(new Event("groundwork-awake", { bubbles: true }));
  }

  override shouldComponentUpdate(): boolean {
    return false;
  }

  override render(): ComponentChild {
    // An empty text says "keep what is there", as in `src/weight/still/Kept.tsx`.
    return createElement("gw-later", { ref: this.#root, dangerouslySetInnerHTML: { __html: "" } });
  }
}

class HandedOn extends Component<{ readonly context: object; readonly children?: ComponentChild }> {
  override getChildContext(): object {
    return this.props.context;
  }

  override render(): ComponentChild {
    return this.props.children;
  }
}

/** The address names nothing that is there: some part may know what it means. */
function asksForPart(): boolean {
  return window.location.hash.length > 1 && document.querySelector(":target") === null;
}
