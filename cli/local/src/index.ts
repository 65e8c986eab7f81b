export { landlordKeyFile } from "./agreement/landlord-keys.js";
export { type LandlordStore, withStores } from "./agreement/with-stores.js";
export { type DataFolder, dataFolderOf } from "./machine/data-folder.js";
export { PlatformError } from "./machine/platform-error.js";
export type { Reporter, ShowProgress } from "./machine/reporter.js";
export { listenForStop } from "./machine/stop-request.js";
export { type LocalPostgres, stopDatabase, usePostgres } from "./postgres/local-postgres.js";
export { removeData } from "./remove-data.js";
export { type PlatformPlan, runPlatform } from "./run-platform.js";
