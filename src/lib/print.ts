/**
 * Prints the page. With `open`, what is folded or kept back is open on paper, and as it was again on the screen.
 */
export function printPage({ open }: { readonly open: boolean }): void {
  const folded = open ? [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")] : [];
  const root = document.documentElement;
  for (const each of folded) each.open = true;
  // Spelled out, since the style sheets keep only what some script or page has a word for.
  if (open) root.setAttribute("data-print-open", "");
  const restore = (): void => {
    for (const each of folded) each.open = false;
    root.removeAttribute("data-print-open");
  };
  window.addEventListener("afterprint", restore, { once: true });
  window.print();
}
