import { useEffect } from "react";
import { useLocation } from "react-router";

/**
 * Goes to the row that the address names after `#`, once it is there.
 *
 * @returns id of that row, or "".
 */
export function usePointedRow(): string {
  const { hash, key } = useLocation();
  const row = hash.slice(1);
  // `key`: the same link again goes there again.
  useEffect(() => {
    // After the frame has put the page at its beginning.
    const frame = requestAnimationFrame(() => {
      const element = row === "" ? null : document.getElementById(row);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "center" });
    });
    return () => cancelAnimationFrame(frame);
  }, [row, key]);
  return row;
}
