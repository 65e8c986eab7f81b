import {
  type Cell,
  type CellValue,
  type Convention,
  capitalised,
  cells,
  fieldsOfRow,
  graphName,
  type Meaning,
  matrixRows,
  meaningOf,
  type Partner,
  type Purpose,
  purposesOf,
  purposeWords,
  type Viewer,
  visibilityOf,
  type Words,
} from "@palier/schema";

/** Whom an answer is for, with what the convention grants them. */
export interface ViewerTerms {
  readonly partner: Partner | null;
  readonly purposes: readonly Purpose[];
  readonly visibility: readonly VisibilityTerm[];
}

/** One row of the visibility matrix for one kind of partner. */
export interface VisibilityTerm {
  readonly row: Cell;
  readonly value: CellValue;
}

/** In which a text is wanted. */
export interface InLanguage {
  readonly language: "FRENCH" | "ENGLISH";
}

/** What who asks may see, in the convention's own words. */
export class ViewerResolver {
  readonly #fields = new Map(cells.map((row) => [row, fieldsOfRow(row)]));

  constructor(
    private readonly convention: Pick<Convention, "partners" | "purposes" | "visibility">,
  ) {}

  /** Null where nobody signs in. */
  terms(viewer: Viewer | undefined): ViewerTerms | null {
    if (viewer === undefined) return null;
    const { partners, purposes } = this.convention;
    const visibility = visibilityOf(this.convention.visibility, viewer.kind);
    return {
      partner: partners.find(({ code }) => code === viewer.partner) ?? null,
      purposes: purposesOf(purposes, viewer.kind),
      visibility: cells.map((row) => ({ row, value: visibility[row] })),
    };
  }

  label(purpose: Purpose, language: InLanguage): string {
    return capitalised(inLanguage(purposeWords[purpose], language));
  }

  row({ row }: VisibilityTerm): string {
    return graphName(row);
  }

  value({ value }: VisibilityTerm): string {
    return graphName(value);
  }

  verdict({ value }: VisibilityTerm): Meaning["verdict"] {
    return meaningOf(value).verdict;
  }

  needsPurpose({ value }: VisibilityTerm): boolean {
    return meaningOf(value).fields === "ON_PURPOSE";
  }

  title({ row }: VisibilityTerm, language: InLanguage): string {
    return capitalised(inLanguage(matrixRows[row].words, language));
  }

  meaning({ value }: VisibilityTerm, language: InLanguage): string {
    return capitalised(inLanguage(meaningOf(value).words, language));
  }

  explanation({ value }: VisibilityTerm, language: InLanguage): string {
    return capitalised(inLanguage(meaningOf(value).explanation, language));
  }

  fields({ row }: VisibilityTerm): readonly string[] {
    return this.#fields.get(row) ?? [];
  }
}

export function inLanguage({ en, fr }: Words, { language }: InLanguage): string {
  return language === "ENGLISH" ? en : fr;
}
