import type { french } from "./french";

/** Keys of all texts. A desk adds those of its own, by `declare module` of this file. */
export interface Texts {
  readonly terms: typeof french.texts.terms;
  readonly parts: typeof french.texts.parts;
}

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Texts };
    returnNull: false;
  }
}
