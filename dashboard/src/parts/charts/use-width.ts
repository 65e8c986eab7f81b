import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Width in CSS pixels of the element that takes the ref; null until it is laid out. */
export function useWidth<Element extends HTMLElement>(): [
  RefObject<Element | null>,
  number | null,
] {
  const place = useRef<Element>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}
