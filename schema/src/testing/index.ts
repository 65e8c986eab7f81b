export { type CountedDocument, countedDocument } from "./counted-document.js";
export { exampleConvention } from "./example-convention.js";
export { doublingChain, type RandomFragments, randomFragments } from "./random-fragments.js";
export { runs } from "./runs.js";
export {
  purposesByHand,
  type Sign,
  signOf,
  templateByHand,
  verdictOutsideTheGraph,
} from "./template-by-hand.js";
export {
  accountOf,
  type ConventionChanges,
  partnersOfEachKind,
  type WrittenConvention,
  writeConvention,
} from "./write-convention.js";
