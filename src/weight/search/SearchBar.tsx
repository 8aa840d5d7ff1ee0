import { useLocation } from "@docusaurus/router";
import { useEffect, useRef, useState } from "react";
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
  const [isWanted, want] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const typed = useRef<string | null>(null);

  useEffect(() => {
    const onWish = (): void => want(true);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (Search === null) typed.current = "";
      want(true);
    };
    const place = field.current;
    if (place?.contains(document.activeElement)) want(true);
    place?.addEventListener("focusin", onWish);
    place?.addEventListener("pointerover", onWish);
    document.addEventListener("keydown", onKey);
    return () => {
      place?.removeEventListener("focusin", onWish);
      place?.removeEventListener("pointerover", onWish);
      document.removeEventListener("keydown", onKey);
    };
  }, [Search]);

  const isNeeded = isWanted || wasMadeHere || marksWords;
  useEffect(() => {
    if (!isNeeded) return;
    void import("@theme-original/SearchBar").then((loaded: { default: ComponentType }) => {
      const input = field.current?.querySelector("input");
      if (input && document.activeElement === input) typed.current = input.value;
      setSearch(() => loaded.default);
    });
  }, [isNeeded]);

  useEffect(() => {
    const input = field.current?.querySelector("input");
    if (Search === null || typed.current === null || !input) return;
    input.focus();
    input.value = typed.current;
    if (typed.current !== "") input.dispatchEvent(new Event("input", { bubbles: true }));
    typed.current = null;
  }, [Search]);

  if (Search === null && !wasMadeHere)
    // An empty text says "keep what is there" while a page takes up what the build has rendered.
    return <div key="built" ref={field} style={boxless} dangerouslySetInnerHTML={{ __html: "" }} />;
  return (
    <div key="here" ref={field} style={boxless}>
      {Search !== null && <Search />}
    </div>
  );
}
