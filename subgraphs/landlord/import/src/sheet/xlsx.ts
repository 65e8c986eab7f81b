import type { SheetName, SheetRow, Workbook } from "./workbook.js";
import { type XlsxContext, xlsxRows } from "./xlsx-sheet.js";
import { dateStyles, sharedTexts } from "./xlsx-styles.js";
import { readXml } from "./xml-events.js";
import type { ZipParts } from "./zip-parts.js";

/** Where a workbook of Office Open XML says what it consists of. */
const workbookPart = "xl/workbook.xml";

export function isXlsx(parts: ZipParts): boolean {
  return parts.has(workbookPart);
}

/** A workbook of Excel; LibreOffice and others write them too. */
export class XlsxWorkbook implements Workbook {
  private context: XlsxContext | null = null;

  private constructor(
    private readonly parts: ZipParts,
    readonly sheets: readonly (SheetName & { readonly part: string })[],
    private readonly is1904: boolean,
  ) {}

  static async read(parts: ZipParts): Promise<XlsxWorkbook> {
    const targets = new Map<string, string>();
    readXml(await parts.text("xl/_rels/workbook.xml.rels"), {
      open(_, { Id, Target, Type }) {
        if (Id !== undefined && Target !== undefined && Type?.endsWith("/worksheet")) {
          targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
        }
      },
    });
    const sheets: (SheetName & { readonly part: string })[] = [];
    let is1904 = false;
    readXml(await parts.text(workbookPart), {
      open(tag, attributes) {
        if (tag === "workbookPr") is1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
        if (tag !== "sheet") return;
        const id = Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1];
        const part = targets.get(id ?? "");
        const isHidden = (attributes.state ?? "visible") !== "visible";
        // A sheet that is nothing but a chart has no rows.
        if (part !== undefined) sheets.push({ name: attributes.name ?? "", isHidden, part });
      },
    });
    return new XlsxWorkbook(parts, sheets, is1904);
  }

  async *rows(sheet: number): AsyncGenerator<readonly SheetRow[]> {
    const { parts, is1904 } = this;
    this.context ??= {
      texts: sharedTexts(await parts.text("xl/sharedStrings.xml")),
      dateStyles: dateStyles(await parts.text("xl/styles.xml")),
      is1904,
    };
    const part = this.sheets[sheet]?.part ?? "";
    yield* xlsxRows(parts.sheet(part), this.context);
  }
}
