import { SaxesParser } from "saxes";
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

  constructor(reader: XmlReader) {
    this.parser.on("opentag", ({ name, attributes }) => {
      reader.open(localName(name), attributes as Record<string, string>);
    });
    this.parser.on("text", (text) => reader.text?.(text));
    this.parser.on("cdata", (text) => reader.text?.(text));
    this.parser.on("closetag", ({ name }) => reader.close?.(localName(name)));
    this.parser.on("error", (error) => {
      throw damaged(error);
    });
  }

  write(piece: string): void {
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
