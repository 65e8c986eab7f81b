/**
 * To run in a page before it loads: a browser that draws in two dimensions only, whose map is a drawing instead of a
 * canvas, with marks and shapes to be looked for.
 */
export function withoutWebGl(): void {
  const { getContext } = HTMLCanvasElement.prototype;
  Object.defineProperty(HTMLCanvasElement.prototype, "getContext", {
    value(this: HTMLCanvasElement, kind: string, ...options: unknown[]) {
      return kind.startsWith("webgl") ? null : Reflect.apply(getContext, this, [kind, ...options]);
    },
  });
}
