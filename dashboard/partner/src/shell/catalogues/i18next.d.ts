import "i18next";
import type { french } from "./french";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof french };
    returnNull: false;
  }
}
