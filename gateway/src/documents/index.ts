export { addDocuments, type Registration, removeDocument } from "./change-documents.js";
export { type CheckedDocument, DocumentCheck } from "./check-document.js";
export { longestName, type RegisteredDocument, readDocuments } from "./document-file.js";
export { pagesFolder } from "./pages-folder.js";
export { dashboardDocumentsIn } from "./registered-documents.js";
