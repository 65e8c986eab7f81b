const removed = "[removed]";

/** Signed tokens, whole or cut; what a bearer shows; passwords of addresses. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,}(\.[\w-]*){0,4}/g, removed],
  [/\b(Bearer|DPoP) +[\w.~+/=-]+/gi, `$1 ${removed}`],
  [/\b([a-z][a-z\d+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi, `$1:${removed}@`],
];

/** A text of the log without what looks like a secret. */
export function scrubbed(text: string): string {
  return secrets.reduce((left, [form, instead]) => left.replace(form, instead), text);
}
