import { useLocation } from "@docusaurus/router";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { useInteractive } from "../../lib/useInteractive.ts";
import { searchNow } from "./search-now.ts";

/** Stands in no box of its own, so that the navbar looks the same with it. */
const boxless = { display: "contents" };

/**
 * The search field as the build has rendered it. The search itself is loaded when the reader turns to the field, by
 * pointer, focus or Ctrl+K, or comes from a hit whose words are to be marked.
 */
export default function LateSearchBar(): ReactNode {
  const isMadeHere = useInteractive();
  const [wasMadeHere] = useState(isMadeHere);
  const marksWords = useLocation().search.includes("_highlight=");
  const [Search, setSearch] = useState<ComponentType | null>(() => searchNow);
  const [isSettled, settle] = useState(searchNow !== null);
  const [isWanted, want] = useState(false);
  const built = useRef<HTMLDivElement>(null);
  const here = useRef<HTMLDivElement>(null);
  /** The field that gives way keeps its text after it has gone, so no letter that is typed meanwhile is lost. */
  const before = useRef<HTMLInputElement | null>(null);
  const isCalled = useRef(false);
  const isShown = wasMadeHere || isSettled;

  useEffect(() => {
    if (isShown) return;
    const place = built.current;
    before.current = place?.querySelector("input") ?? null;
    const onWish = (): void => want(true);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
      isCalled.current = true;
      want(true);
    };
    if (place?.contains(document.activeElement)) want(true);
    place?.addEventListener("focusin", onWish);
    place?.addEventListener("pointerover", onWish);
    document.addEventListener("keydown", onKey);
    return () => {
      place?.removeEventListener("focusin", onWish);
      place?.removeEventListener("pointerover", onWish);
      document.removeEventListener("keydown", onKey);
    };
  }, [isShown]);

  const isNeeded = isWanted || wasMadeHere || marksWords;
  useEffect(() => {
    if (!isNeeded) return;
    void import("@theme-original/SearchBar").then((loaded: { default: ComponentType }) =>
      setSearch(() => loaded.default),
    );
  }, [isNeeded]);

  // The search empties its field once it is there, so it stands hidden beside the old one until it has.
  useEffect(() => {
    if (Search === null || isShown) return;
    const settling = setTimeout(() => {
      isCalled.current ||= before.current !== null && document.activeElement === before.current;
      settle(true);
    });
    return () => clearTimeout(settling);
  }, [Search, isShown]);

  // In one step with the change of fields: no letter can come between.
  useLayoutEffect(() => {
    const input = here.current?.querySelector("input");
    if (!isSettled || !isCalled.current || !input) return;
    isCalled.current = false;
    input.focus();
    const typed = before.current?.value ?? "";
    if (typed === "") return;
    input.value = typed;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, [isSettled]);

  return (
    <>
      {
        // An empty text says "keep what is there" while a page takes up what the build has rendered.
        !isShown && <div key="built" ref={built} style={boxless} dangerouslySetInnerHTML={{ __html: "" }} />
      }
      {(isShown || Search !== null) && (
        <div key="here" ref={here} hidden={!isShown} style={isShown ? boxless : undefined}>
          {Search !== null && <Search />}
        </div>
      )}
    </>
  );
}
