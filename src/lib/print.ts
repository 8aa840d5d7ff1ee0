/**
 * Prints the page. With `open`, what is folded or kept back is open on paper, and as it was again on the screen.
 */
export function printPage({ open }: { readonly open: boolean }): void {
  const folded = open ? [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")] : [];
  const root = document.documentElement;
  for (const each of folded) each.open = true;
  // The style sheets go by it.
  if (open) root.dataset["printOpen"] = "";
  const restore = (): void => {
    for (const each of folded) each.open = false;
    delete root.dataset["printOpen"];
  };
  window.addEventListener("afterprint", restore, { once: true });
  window.print();
}
