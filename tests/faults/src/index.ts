export { tryMenu } from "./try-menu.js";
