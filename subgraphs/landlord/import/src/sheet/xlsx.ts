import {
  addSheet,
  type SheetName,
  type SheetRow,
  UnusableWorkbookError,
  type Workbook,
} from "./workbook.js";
import { type XlsxContext, xlsxRows } from "./xlsx-sheet.js";
import { dateStyles, sharedTexts } from "./xlsx-styles.js";
import { readXml } from "./xml-events.js";
import type { ZipParts } from "./zip-parts.js";

/** One part that another names. */
interface Related {
  readonly id: string;
  /** The end of its kind's name, e.g. "worksheet". */
  readonly kind: string;
  readonly part: string;
}

/** Every document of Office Open XML has it. */
const typesPart = "[Content_Types].xml";

/** Whether the archive is a document of Office, be it none of sheets. */
export function isOfficeDocument(parts: ZipParts): boolean {
  return parts.has(typesPart);
}

/** A workbook of Excel; LibreOffice and others write them too. */
export class XlsxWorkbook implements Workbook {
  private context: XlsxContext | null = null;

  private constructor(
    private readonly parts: ZipParts,
    private readonly related: readonly Related[],
    readonly sheets: readonly (SheetName & { readonly part: string })[],
    private readonly is1904: boolean,
  ) {}

  /** @throws UnusableWorkbookError when it is another document. */
  static async read(parts: ZipParts): Promise<XlsxWorkbook> {
    const [document] = (await relatedTo(parts, "")).filter(({ kind }) => kind === "officeDocument");
    const types = await parts.text(typesPart);
    if (
      document === undefined ||
      !types.includes("spreadsheetml") ||
      /\.bin$/.test(document.part)
    ) {
      const expected =
        "a workbook (.xlsx, .ods): this is another document; save it as .xlsx or CSV";
      throw new UnusableWorkbookError("", expected);
    }
    const related = await relatedTo(parts, document.part);
    const sheets: (SheetName & { readonly part: string })[] = [];
    let is1904 = false;
    readXml(await parts.text(document.part), {
      open(tag, attributes) {
        if (tag === "workbookPr") is1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
        if (tag !== "sheet") return;
        const id = Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1];
        // A sheet that is nothing but a chart has no rows.
        const found = related.find((other) => other.id === id && other.kind === "worksheet");
        if (found === undefined) return;
        const isHidden = (attributes.state ?? "visible") !== "visible";
        addSheet(sheets, { name: attributes.name ?? "", isHidden, part: found.part });
      },
    });
    return new XlsxWorkbook(parts, related, sheets, is1904);
  }

  async *rows(sheet: number): AsyncGenerator<readonly SheetRow[]> {
    const { parts, is1904 } = this;
    this.context ??= {
      texts: sharedTexts(await this.textOf("sharedStrings")),
      dateStyles: dateStyles(await this.textOf("styles")),
      is1904,
    };
    yield* xlsxRows(parts.sheet(this.sheets[sheet]?.part ?? ""), this.context);
  }

  private async textOf(kind: string): Promise<string> {
    const found = this.related.find((other) => other.kind === kind);
    return found === undefined ? "" : this.parts.text(found.part);
  }
}

/** @param part empty: the archive itself. */
async function relatedTo(parts: ZipParts, part: string): Promise<Related[]> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const related: Related[] = [];
  readXml(await parts.text(`${folder}_rels/${part.slice(folder.length)}.rels`), {
    open(_, { Id, Target, Type }) {
      if (Id === undefined || Target === undefined || Type === undefined) return;
      const named = Target.startsWith("/") ? Target.slice(1) : `${folder}${Target}`;
      related.push({ id: Id, kind: Type.slice(Type.lastIndexOf("/") + 1), part: named });
    },
  });
  return related;
}
