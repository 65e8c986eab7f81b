import { readBytes, UnreadableFileError } from "./source-bytes.js";

/** What a file is: text in columns, objects, or sheets. */
export type FileForm = "csv" | "json" | "workbook";

/** Characters of the beginning that are looked at. */
const telling = 200;

const names: readonly (readonly [endings: RegExp, form: FileForm, called: string, as: string])[] = [
  [/\.(xlsx|xlsm|ods)$/i, "workbook", "a workbook", ".xlsx"],
  [
    /\.(json|jsonl|ndjson|geojson|geojsonl)(\.gz)?$/i,
    "json",
    "objects as JSON writes them",
    "JSON",
  ],
  [/\.(csv|tsv)(\.gz)?$/i, "csv", "a text in columns", "CSV"],
];

const forms: Readonly<Record<FileForm, string>> = {
  csv: "a text in columns (.csv)",
  json: "JSON (.json, .jsonl, .geojson)",
  workbook: "a workbook (.xlsx, .ods)",
};

/**
 * Told by what the file begins with; its name must not say another thing.
 *
 * @throws UnreadableFileError
 */
export async function formOf(path: string): Promise<FileForm> {
  let bytes: Buffer = Buffer.alloc(0);
  for await (const piece of readBytes(path)) {
    bytes = piece.subarray(0, telling);
    break;
  }
  // UTF-16 has a zero beside each of these letters; a separator stands before each object of RFC 8142.
  const text = bytes
    .toString("latin1")
    .replaceAll("\u001e", "")
    .replaceAll(/\0|^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/g, "");
  const form = bytes.length === 0 ? null : formOfText(path, text);
  const [, named = null, called = "", as = ""] = names.find(([ending]) => ending.test(path)) ?? [];
  if (form !== null && named !== null && named !== form) {
    throw new UnreadableFileError(
      path,
      `${called}, as its name says: it holds ${forms[form]}; name it after what it is, or save it as ${as}`,
    );
  }
  return form ?? named ?? "csv";
}

function formOfText(path: string, text: string): FileForm {
  if (text.startsWith("PK\u0003\u0004")) return "workbook";
  if (text.startsWith("\u00d0\u00cf\u0011\u00e0")) {
    throw new UnreadableFileError(
      path,
      "a workbook without a password in today's form: open it and save it as .xlsx or CSV",
    );
  }
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text)) {
    throw new UnreadableFileError(
      path,
      "CSV, a workbook or JSON: this is a page or XML; open it and save it as .xlsx or CSV",
    );
  }
  return /^\s*(\{\s*["}]|\[\s*[{\]])/.test(text) ? "json" : "csv";
}
