export type Move = "on" | "back" | "first" | "last";

/** As a presenter's remote sends them, too. */
const moves: Readonly<Record<string, Move | "leave">> = {
  ArrowRight: "on",
  ArrowDown: "on",
  PageDown: "on",
  " ": "on",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  Escape: "leave",
};

interface Pressed
  extends Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "target"> {
  readonly defaultPrevented: boolean;
}

/** What a key means; null for what is the browser's, or a button's that has the focus. */
export function moveOf(event: Pressed): Move | "leave" | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey, target, defaultPrevented } = event;
  if (defaultPrevented || altKey || ctrlKey || metaKey) return null;
  // Space presses a button, and opens a link's or a summary's.
  if (key === " " && isPressable(target)) return null;
  if (key === " " && shiftKey) return "back";
  return shiftKey ? null : (moves[key] ?? null);
}

function isPressable(target: EventTarget | null): boolean {
  return (
    target !== null &&
    "closest" in target &&
    (target as Element).closest("button, a, summary") !== null
  );
}

/** Where a window is too small for a slide: the slide's own box, or the page's. */
export type Scroller = Pick<Element, "scrollTop" | "scrollHeight" | "clientHeight">;

/** Of the window's height, by one key: a line or two stay in sight. */
const strides: Readonly<Record<string, number>> = {
  ...{ ArrowDown: 0.2, ArrowUp: 0.2 },
  ...{ PageDown: 0.85, PageUp: 0.85, " ": 0.85 },
};

/**
 * Shows more of a slide that its window does not hold: the rest comes before the next slide. Wherever the focus
 * stands, for which the browser would scroll that part of the page alone.
 *
 * @returns false where there is no more, or the key goes along.
 */
export function showMore(key: string, move: Move, scrollers: readonly Scroller[]): boolean {
  const stride = strides[key];
  const scroller = scrollers.find((each) => roomPx(each, move) > 1);
  if (stride === undefined || scroller === undefined) return false;
  scroller.scrollTop += (move === "on" ? stride : -stride) * scroller.clientHeight;
  return true;
}

function roomPx({ scrollTop, scrollHeight, clientHeight }: Scroller, move: Move): number {
  return move === "on" ? scrollHeight - clientHeight - scrollTop : scrollTop;
}

/** The place among `count`, from 0; never beyond an end. Where it stands when nothing moves, or in the address. */
export function placeAfter(at: number, move: Move | null, count: number): number {
  if (!Number.isInteger(at) || move === "first") return 0;
  if (move === "last") return count - 1;
  const step = move === "on" ? 1 : move === "back" ? -1 : 0;
  return Math.min(Math.max(at + step, 0), count - 1);
}
