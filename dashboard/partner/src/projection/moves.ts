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

/** The place among `count`, from 0; never beyond an end. Where it stands when nothing moves, or in the address. */
export function placeAfter(at: number, move: Move | null, count: number): number {
  if (!Number.isInteger(at) || move === "first") return 0;
  if (move === "last") return count - 1;
  const step = move === "on" ? 1 : move === "back" ? -1 : 0;
  return Math.min(Math.max(at + step, 0), count - 1);
}
