/**
 * Copy buttons of the whole page: `<button data-copies="TEXT">` with a label and an empty `role="status"`. One listener
 * serves all of them, so that what they stand in needs no code of its own.
 */
export async function copyPressed({ target }: Event): Promise<void> {
  const button = target instanceof Element ? target.closest<HTMLElement>("button[data-copies]") : null;
  if (button === null) return;
  say(button, (await copies(button.dataset["copies"] ?? "")) ? "Copied" : "Not copied: select it by hand");
  button.addEventListener("blur", () => say(button, ""), { once: true });
}

async function copies(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused; or there is no clipboard, as on a page that a classroom's server gives out without TLS.
    return false;
  }
}

function say(button: HTMLElement, text: string): void {
  button.toggleAttribute("data-said", text !== "");
  const status = button.querySelector("[role=status]");
  if (status !== null) status.textContent = text;
}
