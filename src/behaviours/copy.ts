/**
 * Copy buttons of the whole page: `<button data-copies="TEXT">` with a label and an empty `role="status"`. One listener
 * serves all of them, so that what they stand in needs no code of its own.
 */
export async function copyPressed({ target }: Event): Promise<void> {
  const button = target instanceof Element ? target.closest<HTMLElement>("button[data-copies]") : null;
  if (button === null) return;
  const said = await navigator.clipboard.writeText(button.dataset["copies"] ?? "").then(
    () => "Copied",
    () => "Not copied: select it by hand",
  );
  say(button, said);
  button.addEventListener("blur", () => say(button, ""), { once: true });
}

function say(button: HTMLElement, text: string): void {
  button.toggleAttribute("data-said", text !== "");
  const status = button.querySelector("[role=status]");
  if (status !== null) status.textContent = text;
}
