/**
 * Notes that open beside a word or a value: `<span data-note="term|value">` with the word and a popover. They open when
 * the pointer rests on them; a term's also when the keyboard comes to it (a value is a button, which opens its own).
 * Listeners of the page serve all of them.
 */
const restingMs = 350;
let resting: number | undefined;

export function pointerCame({ target, relatedTarget }: PointerEvent): void {
  const around = noteAround(target);
  if (around !== null && !isIn(around, relatedTarget)) openAfter(around, restingMs);
}

export function pointerLeft({ target, relatedTarget }: PointerEvent): void {
  const around = noteAround(target);
  if (around === null || isIn(around, relatedTarget)) return;
  window.clearTimeout(resting);
  const note = noteOf(around);
  if (note?.matches(":hover") === false) note.hidePopover();
}

export function focusCame({ target }: FocusEvent): void {
  const around = noteAround(target);
  if (around?.dataset["note"] === "term") openAfter(around, 0);
}

export function focusLeft({ target }: FocusEvent): void {
  const around = noteAround(target);
  if (around?.dataset["note"] !== "term") return;
  window.clearTimeout(resting);
  noteOf(around)?.hidePopover();
}

function noteAround(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-note]") : null;
}

const isIn = (around: HTMLElement, other: EventTarget | null): boolean =>
  other instanceof Node && around.contains(other);

const noteOf = (around: HTMLElement): HTMLElement | null => around.querySelector(":scope > [popover]");

function openAfter(around: HTMLElement, milliseconds: number): void {
  window.clearTimeout(resting);
  const source = around.querySelector<HTMLElement>(":scope > :is(a, button)");
  resting = window.setTimeout(
    () => noteOf(around)?.showPopover({ source: source ?? undefined }),
    milliseconds,
  );
}
