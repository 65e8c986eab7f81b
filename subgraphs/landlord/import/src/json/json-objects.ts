import { UnreadableRowError } from "../csv/csv-row.js";

/** An object of a file, as text. */
export interface JsonText {
  /** Line where it begins, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A longer object is taken for one that nobody closed. */
const longestObjectCharacters = 1_000_000;

/** Characters of an object before the list of its features. */
const longestPreamble = 10_000;

const oneObject = "objects such as { … }, one after the other or in one list";

/**
 * The objects of a text that arrives in pieces: one a line, one after the other, those of a list, or the features
 * of a collection. Only the object that is being read is held.
 */
export async function* jsonObjects(pieces: AsyncIterable<string>): AsyncGenerator<JsonText[]> {
  const scanner = new ObjectScanner();
  for await (const piece of pieces) yield scanner.read(piece);
  scanner.finish();
}

class ObjectScanner {
  private line = 1;
  private depth = 0;
  /** Depth at which objects begin; null: the list is over, and what follows tells no object. */
  private base: number | null = 0;
  private isInText = false;
  private isEscaped = false;
  /** Of the object that is being read. */
  private held = "";
  private beginning = 0;
  private objects = 0;

  read(piece: string): JsonText[] {
    const found: JsonText[] = [];
    let start = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece.charAt(at);
      if (character === "\n") this.line += 1;
      if (this.isInText) {
        if (this.isEscaped) this.isEscaped = false;
        else if (character === "\\") this.isEscaped = true;
        else if (character === '"') this.isInText = false;
        continue;
      }
      if (this.base === null) {
        this.passOver(character);
        continue;
      }
      if (this.depth === this.base) {
        if (character === "{") {
          start = at;
          this.beginning = this.line;
          this.depth += 1;
        } else this.between(character);
        continue;
      }
      if (character === '"') this.isInText = true;
      else if (character === "[" && this.beginsFeatures(piece.slice(start, at))) this.held = "";
      else if (character === "{" || character === "[") this.depth += 1;
      else if (character === "}" || character === "]") {
        this.depth -= 1;
        if (this.depth !== this.base) continue;
        found.push({ line: this.beginning, text: this.held + piece.slice(start, at + 1) });
        this.held = "";
        this.objects += 1;
      }
    }
    if (this.base !== null && this.depth > this.base) this.held += piece.slice(start);
    if (this.held.length > longestObjectCharacters) throw this.unclosed();
    return found;
  }

  finish(): void {
    if (this.depth > 0 || this.isInText) throw this.unclosed();
  }

  /** What stands between objects. */
  private between(character: string): void {
    // A record separator stands before each in a sequence of RFC 8142.
    if (character === "\u001e" || /[\s\ufeff]/.test(character)) return;
    if (character === "," && this.depth > 0) return;
    if (character === "[" && this.depth === 0 && this.objects === 0) {
      this.depth = 1;
      this.base = 1;
      return;
    }
    if (character === "]" && this.depth > 0) {
      this.depth -= 1;
      this.base = null;
      return;
    }
    throw new UnreadableRowError(this.line, character, oneObject);
  }

  /** Behind the list: other members of a collection, and its end. */
  private passOver(character: string): void {
    if (this.depth === 0 && !/\s/.test(character)) {
      throw new UnreadableRowError(this.line, character, "nothing behind the list of objects");
    }
    if (character === '"') this.isInText = true;
    else if (character === "{" || character === "[") this.depth += 1;
    else if (character === "}" || character === "]") this.depth -= 1;
  }

  /** Whether a list begins that holds the features of a collection, and is therefore what is read. */
  private beginsFeatures(ofPiece: string): boolean {
    if (this.depth !== 1 || this.base !== 0 || this.objects > 0) return false;
    const before = this.held + ofPiece;
    if (before.length > longestPreamble || !/"features"\s*:\s*$/.test(before)) return false;
    const collection = parsed(`${before}[]}`);
    if (collection?.type !== undefined && collection.type !== "FeatureCollection") return false;
    const system = JSON.stringify(collection?.crs ?? null);
    if (collection?.crs != null && !/CRS84|EPSG:+4326/.test(system)) {
      const expected = "places in longitude and latitude (WGS 84); convert the file to EPSG:4326";
      throw new UnreadableRowError(this.line, system.slice(0, 80), expected);
    }
    this.depth = 2;
    this.base = 2;
    return true;
  }

  private unclosed(): UnreadableRowError {
    const expected = `an object or list that is closed, of at most ${longestObjectCharacters} characters`;
    return new UnreadableRowError(this.beginning || 1, this.held.slice(0, 80), expected);
  }
}

function parsed(text: string): { readonly type?: unknown; readonly crs?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
