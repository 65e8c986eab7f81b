let isThere: boolean | null = null;

/** Whether the browser can draw the interactive map; asked once, the answer does not change. */
export function hasWebGl(): boolean {
  isThere ??= tryWebGl();
  return isThere;
}

function tryWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // Browsers keep few contexts alive at a time.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
