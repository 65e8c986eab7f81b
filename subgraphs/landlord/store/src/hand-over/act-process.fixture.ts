import "reflect-metadata";
import { readFile } from "node:fs/promises";
import { openStore } from "../database/open-store.js";
import { handOverSite } from "./hand-over-site.js";
import { takeOverSite } from "./take-over-site.js";
import { today } from "./two-landlords.fixture.js";

/** One act in a process of its own, for tests that kill it. */
const [databaseUrl = "", act = "", file = ""] = process.argv.slice(2);
const parts = JSON.parse(await readFile(file, "utf8"));
const store = await openStore(databaseUrl, act === "hand" ? "lisiere" : "orme");
await (act === "hand" ? handOverSite(store, parts, today) : takeOverSite(store, parts, today));
await store.destroy();
