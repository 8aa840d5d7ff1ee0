/**
 * Stands in each page, before everything else. It loads the page's scripts once something is painted, and keeps what
 * the reader does until they run.
 *
 * A link works without scripts, so it is left alone. A press of a button is held back and given again later. What is
 * chosen or typed shows at once; the page's own code learns of it later. The same goes for parts of the page whose own
 * code comes later still (`<gw-later>`, `site/weight/later`): what is done there wakes them.
 */
(() => {
  const root = document.documentElement;
  const pressable = "button:not([popovertarget]), [role=button], [role=tab], a[href='#']";
  const kinds = ["click", "input", "change"];
  let held = [];
  let isStarted = false;
  // Without its code a page is left to what the browser itself can do.
  let isLost = false;

  // Docusaurus says by this attribute that the page's code has taken over.
  const isHere = () => root.dataset.hasHydrated === "true";
  const asleep = (element) => {
    let outermost = null;
    for (let at = element; at !== null; at = at.parentElement)
      if (at.localName === "gw-later" && at.dataset.awake === undefined) outermost = at;
    return outermost;
  };
  /** Asks for the code that an element waits for; false where there is none to wait for. */
  const ask = (element) => {
    if (!isHere()) start();
    else asleep(element)?.dispatchEvent(new Event("groundwork-wake"));
    return !isLost && (!isHere() || asleep(element) !== null);
  };

  const hold = (event) => {
    const { target } = event;
    if (!event.isTrusted || !(target instanceof Element)) return;
    if (isLost || (isHere() && asleep(target) === null)) return;
    if (event.type === "click") {
      const pressed = target.closest(pressable);
      if (pressed === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.push({ target: pressed, x: event.clientX, y: event.clientY });
    } else {
      const { value, checked } = target;
      held.push({ target, type: event.type, value, checked });
    }
    ask(target);
  };

  /** @param part what has code now */
  const giveAgain = (part) => {
    const { activeElement } = document;
    // Code that waits for the focus has missed it.
    if (activeElement instanceof HTMLInputElement && part.contains(activeElement)) {
      activeElement.blur();
      activeElement.focus();
    }
    const now = held;
    held = [];
    for (const each of now) {
      const { target, type, value, checked, x, y } = each;
      if (ask(target)) {
        held.push(each);
        continue;
      }
      if (type === undefined) {
        // The page's code may have made the button anew, at the same place.
        const at = target.isConnected ? target : document.elementFromPoint(x, y)?.closest(pressable);
        at?.click();
      } else if (target.type === "radio" || target.type === "checkbox") {
        if (type !== "change") continue;
        target.checked = !checked;
        target.click();
      } else {
        target.value = value;
        target.dispatchEvent(new Event(type, { bubbles: true }));
      }
    }
  };

  const watcher = new MutationObserver(() => {
    if (!isHere()) return;
    watcher.disconnect();
    setTimeout(giveAgain, 0, root);
  });

  const start = () => {
    const list = document.getElementById("late-scripts");
    if (isStarted || list === null) return;
    isStarted = true;
    for (const src of list.content.split(" ")) {
      const script = document.createElement("script");
      script.src = src;
      // Fetched side by side, run in this order.
      script.async = false;
      script.onerror = () => (isLost = true);
      document.head.append(script);
    }
  };

  watcher.observe(root, { attributeFilter: ["data-has-hydrated"] });
  for (const kind of kinds) addEventListener(kind, hold, true);
  addEventListener("groundwork-awake", ({ target }) => setTimeout(giveAgain, 0, target));
  addEventListener("focusin", ({ target }) => isHere() && ask(target));
  addEventListener("DOMContentLoaded", () => {
    // The browser gives no press of a disabled button away, so nothing could be held.
    for (const button of document.querySelectorAll("nav button:disabled")) button.disabled = false;
    // Old browsers and hidden pages tell of no paint.
    setTimeout(start, 3000);
  });
  new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length > 0) start();
  }).observe({ type: "paint", buffered: true });
})();
