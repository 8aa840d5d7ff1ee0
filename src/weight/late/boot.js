/**
 * Stands in each page, before everything else. It loads the page's scripts once something is painted, and keeps what
 * the reader does until they run.
 *
 * A link works without scripts, so it is left alone. A press of a button is held back and given again later. What is
 * chosen or typed shows at once; the page's own code learns of it later.
 */
(() => {
  const root = document.documentElement;
  const pressable = "button:not([popovertarget]), [role=button], [role=tab], a[href='#']";
  const held = [];
  const kinds = ["click", "input", "change"];
  let isStarted = false;

  const hold = (event) => {
    const { target } = event;
    if (!event.isTrusted || !(target instanceof Element)) return;
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
    start();
  };

  const letGo = () => {
    watcher.disconnect();
    for (const kind of kinds) removeEventListener(kind, hold, true);
  };

  const giveAgain = () => {
    const { activeElement } = document;
    // Code that waits for the focus has missed it.
    if (activeElement instanceof HTMLInputElement) {
      activeElement.blur();
      activeElement.focus();
    }
    for (const { target, type, value, checked, x, y } of held) {
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

  // Docusaurus says by this attribute that the page's code has taken over.
  const watcher = new MutationObserver(() => {
    if (root.dataset.hasHydrated !== "true") return;
    letGo();
    setTimeout(giveAgain);
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
      // Without its code a page is left to what the browser itself can do.
      script.onerror = letGo;
      document.head.append(script);
    }
  };

  watcher.observe(root, { attributeFilter: ["data-has-hydrated"] });
  for (const kind of kinds) addEventListener(kind, hold, true);
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
