// Installs the dependencies, as npm start and npm test do first: they find it done.
import { explain, install } from "./prepare.mjs";

try {
  await install();
} catch (error) {
  explain(error);
  process.exit(1);
}
