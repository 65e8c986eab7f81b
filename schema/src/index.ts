export * from "./errors.js";
export * from "./landlord-slug.js";
export * from "./month.js";
