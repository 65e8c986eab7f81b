import { closeBrowser } from "./visitor.js";

/** For every file of the project, so that no test has to remember it. */
export default function closeAfterTests(): void {
  afterAll(closeBrowser);
}
