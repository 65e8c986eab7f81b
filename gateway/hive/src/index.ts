export { type HiveSettings, hiveSettings } from "./hive-settings.js";
