export { attack, type Given } from "./attack.js";
export type { Published } from "./published.js";
