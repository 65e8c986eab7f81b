import { SaxesParser } from "saxes";
import { cellLength } from "./workbook.js";
import { damaged } from "./zip-parts.js";

/** What is done with the parts of an XML text; names come without their prefix. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML that arrives in pieces; it declares no entities of its own. */
export class XmlEvents {
  private readonly parser = new SaxesParser();
  /** Characters since something was told: the parser holds what it has not told yet, be it without an end. */
  private untold = 0;

  constructor(reader: XmlReader) {
    this.parser.on("opentag", ({ name, attributes }) => {
      this.untold = 0;
      reader.open(localName(name), attributes as Record<string, string>);
    });
    this.parser.on("text", (text) => reader.text?.(text));
    this.parser.on("cdata", (text) => reader.text?.(text));
    this.parser.on("closetag", ({ name }) => {
      this.untold = 0;
      reader.close?.(localName(name));
    });
    this.parser.on("error", (error) => {
      throw damaged(error);
    });
  }

  /** @param piece of a text that comes in many is small beside what a cell may hold. */
  write(piece: string): void {
    cellLength(this.untold);
    this.untold += piece.length;
    this.parser.write(piece);
  }

  end(): void {
    this.parser.close();
  }
}

export function readXml(text: string, reader: XmlReader): void {
  if (text === "") return;
  const events = new XmlEvents(reader);
  events.write(text);
  events.end();
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
