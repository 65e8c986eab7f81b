export { pagesFolder } from "../server/pages-folder.js";
export { addDocuments, type Registration, removeDocument } from "./change-documents.js";
export { type CheckedDocument, DocumentCheck } from "./check-document.js";
export { longestName, type RegisteredDocument, readDocuments } from "./document-file.js";
export { dashboardDocumentsIn } from "./registered-documents.js";
