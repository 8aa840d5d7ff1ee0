import ExecutionEnvironment from "@docusaurus/ExecutionEnvironment";

if (ExecutionEnvironment.canUseDOM) addEventListener("click", leaveToBrowser, { capture: true });

/** A page's code holds its live parts alone, so each page comes whole: a link to another is the browser's own matter. */
function leaveToBrowser(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (link instanceof HTMLAnchorElement && !isThisPage(link)) event.stopImmediatePropagation();
}

function isThisPage({ href, origin, pathname, search, hash }: HTMLAnchorElement): boolean {
  const { location } = window;
  if (origin !== location.origin || pathname !== location.pathname || search !== location.search)
    return false;
  return hash !== "" || href.endsWith("#");
}

interface RouteUpdate {
  readonly location: { readonly pathname: string };
  readonly previousLocation: { readonly pathname: string } | null;
}

/** Whatever else has led elsewhere, as the search does: its address stands already, its page has to come. */
export function onRouteUpdate({ location, previousLocation }: RouteUpdate): void {
  if (previousLocation !== null && location.pathname !== previousLocation.pathname) window.location.reload();
}
