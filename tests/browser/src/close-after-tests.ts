import { closeBrowser } from "./visitor.js";

// For every file of the project, so that no test has to remember it.
afterAll(closeBrowser);
