/** A file of outlines beside the convention, as its text names it. */
export interface OutlineFile {
  /** Path from the convention's own folder. */
  readonly file: string;
  /** SHA-256 of its bytes, in hexadecimal: by it the file is part of what is signed. */
  readonly sha256: string;
  /** Whose outlines they are, in words that a map shows. */
  readonly source: string;
  readonly licence: string;
}

export interface OutlineTerms {
  /** Absent where maps are drawn from the territories' points alone. */
  readonly outlines?: readonly OutlineFile[];
}
