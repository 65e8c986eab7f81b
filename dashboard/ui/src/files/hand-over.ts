/** Long enough for any browser to have taken the file over. */
const takenOverMs = 60_000;

/** Hands a file to the browser to keep. */
export function handOver(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), takenOverMs);
}
