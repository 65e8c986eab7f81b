import type { ErrorCode } from "yaml";

const quoted = "put a text that holds any of : # { } [ ] , & * ! | > % @ in quotes";
const mark = "a mark (!) is not read: leave it out, or put a text that begins with ! in quotes";
const anchor =
  "an anchor (&) is not read: leave it out, or put a text that begins with & in quotes";
const oneLine = "a key stands on one line, before its colon: put a text of several lines in quotes";
const broken = `this cannot be read here: ${quoted}`;

/** What would be right where a text is no YAML, by what the library calls it. */
const words: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "an alias (*) is not read: write out what it stands for",
  BAD_ALIAS: "put a text that begins with * or & in quotes",
  BAD_COLLECTION_TYPE: mark,
  BAD_DIRECTIVE: "a line that begins with % is not read: leave it out",
  BAD_DQ_ESCAPE:
    "in double quotes \\ begins a special character: write \\\\ for itself, or use single quotes",
  BAD_INDENT:
    "indent with spaces: entries of one list or map begin in one column, further in than what they belong to",
  BAD_PROP_ORDER: anchor,
  BAD_SCALAR_START: "put a text that begins with this character in quotes",
  BLOCK_AS_IMPLICIT_KEY:
    'one "key: value" a line: put a text that holds a colon and a space in quotes',
  BLOCK_IN_FLOW: "inside { } and [ ] no line begins with -: write commas between entries",
  DUPLICATE_KEY: "this key stands here twice: keep one of them",
  IMPOSSIBLE: broken,
  KEY_OVER_1024_CHARS: "a key has at most 1024 characters",
  MISSING_CHAR:
    "something is missing here: a colon and a space after a key, or a comma between entries",
  MULTILINE_IMPLICIT_KEY: oneLine,
  MULTIPLE_ANCHORS: anchor,
  MULTIPLE_DOCS: "a file holds one text: leave out what stands from the line --- or ... on",
  MULTIPLE_TAGS: mark,
  NON_STRING_KEY: "a key is one word or text, no list and no map",
  RESOURCE_EXHAUSTION: "lists and maps stand inside each other too deep",
  TAB_AS_INDENT: "indent with spaces, not with tabs",
  TAG_RESOLVE_FAILED: mark,
  UNEXPECTED_TOKEN: broken,
};

export function yamlErrorWords(code: ErrorCode, message: string): string {
  // One code for all that may be missing; only the library's message says which it is.
  if (/closing "quote/.test(message)) return 'the closing " is missing';
  if (/closing 'quote/.test(message)) return "the closing ' is missing";
  if (/end with a \}/.test(message)) return "the closing } is missing";
  if (/end with a \]/.test(message)) return "the closing ] is missing";
  return words[code];
}
