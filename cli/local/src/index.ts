export { PlatformError } from "./machine/platform-error.js";
export type { PlatformFolder } from "./machine/platform-folder.js";
export type { Reporter, ShowProgress } from "./machine/reporter.js";
export { listenForStop } from "./machine/stop-request.js";
export { type LocalPostgres, usePostgres } from "./postgres/local-postgres.js";
export { removeData } from "./postgres/remove-data.js";
export { type PlatformPlan, runPlatform } from "./run-platform.js";
