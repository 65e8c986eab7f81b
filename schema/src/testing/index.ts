export { type CountedDocument, countedDocument } from "./counted-document.js";
export { exampleConvention } from "./example-convention.js";
export { doublingChain, type RandomFragments, randomFragments } from "./random-fragments.js";
