import { conventionInForce, openServingStore, readKeyFiles } from "@palier/landlord-store";
import { type Convention, type Versions, versionInForce } from "@palier/schema";
import {
  type Environment,
  isRecord,
  listeningTls,
  openVersions,
  readCertificates,
  servedUnder,
  trustingFetch,
} from "@palier/service";
import type { DataSource } from "typeorm";
import { type Checked, CheckList } from "./check/check-list.js";
import { type LandlordConfig, readConfig } from "./config.js";
import { readNarrowing } from "./trust/narrowing-file.js";
import type { TrustConfig } from "./trust/trust-config.js";

const dayMs = 24 * 60 * 60_000;
/** An administrator who learns of it then has time to act. */
const fewDays = 30;
const answerTimeoutMs = 5_000;

const noSettings = "the settings are wrong";
const nobodySignsIn = "nobody signs in by these settings";

/**
 * Tries everything that a landlord's node needs by its settings, and changes nothing: no table is made
 * or brought up to date.
 *
 * @param env the node's own settings.
 */
export async function checkNode(env: Environment, clock: () => Date): Promise<readonly Checked[]> {
  const list = new CheckList();
  let config: LandlordConfig | null = null;
  await list.try("settings", null, () => {
    config = readConfig(env);
    return "can be used";
  });
  // Assigned by the attempt, which the compiler does not follow.
  const read = config as LandlordConfig | null;
  const convention = await checkConvention(list, read, clock);
  await checkCertificate(list, read, clock);
  const store = await openStore(list, read);
  try {
    await checkSignature(list, read, convention, store, clock);
  } finally {
    await store?.destroy();
  }
  await checkTrust(list, read?.trust ?? null, read === null ? noSettings : nobodySignsIn, clock);
  await checkFiles(list, read, convention);
  return list.checked;
}

async function checkConvention(
  list: CheckList,
  config: LandlordConfig | null,
  clock: () => Date,
): Promise<Convention | null> {
  let found: Convention | null = null;
  await list.try("convention", config === null ? noSettings : null, () => {
    const { conventionFile = "", slug = "" } = config ?? {};
    const versions: Versions = openVersions(conventionFile);
    const convention = versionInForce(versions, clock());
    const party = convention.landlords.find((landlord) => landlord.slug === slug);
    if (party === undefined) {
      throw new Error(
        `PALIER_LANDLORD is "${slug}", which is no landlord of version ${convention.version}`,
      );
    }
    if (party.key === undefined) {
      throw new Error(
        `the convention names no key of "${slug}"; send the coordinator its public key`,
      );
    }
    found = convention;
    return `version ${convention.version} of "${convention.reference}", ${versions.length} in all`;
  });
  return found;
}

async function checkCertificate(
  list: CheckList,
  config: LandlordConfig | null,
  clock: () => Date,
): Promise<void> {
  const files = config?.tls ?? null;
  const plain = "PALIER_TLS_CERTIFICATE is not set: plain HTTP is spoken";
  const needs = config === null ? noSettings : files === null ? plain : null;
  await list.try("certificate", needs, () => {
    if (files === null) throw new Error(plain);
    const { own } = readCertificates(files, listeningTls, clock());
    if (own === null) throw new Error(plain);
    const until = own.validUntil;
    const days = Math.floor((until.getTime() - clock().getTime()) / dayMs);
    if (days < fewDays) {
      throw new Error(`it ends on ${dayOf(until)}, in ${days} days: replace the file`);
    }
    return `until ${dayOf(until)}, ${days} days`;
  });
}

async function openStore(
  list: CheckList,
  config: LandlordConfig | null,
): Promise<DataSource | null> {
  let store: DataSource | null = null;
  const without = "PALIER_FEDERATED_DATABASE_URL is not set: run palier node prepare";
  const url = config?.federatedDatabaseUrl ?? null;
  const needs = config === null ? noSettings : url === null ? without : null;
  await list.try("database", needs, async () => {
    // Without the owner's address nothing is migrated; rights and version are looked at all the same.
    const addresses = { databaseUrl: null, federatedDatabaseUrl: url };
    store = await openServingStore(config?.slug ?? "", addresses);
    return "answers; its login has the rights that serving takes, and no other";
  });
  return store;
}

async function checkSignature(
  list: CheckList,
  config: LandlordConfig | null,
  convention: Convention | null,
  store: DataSource | null,
  clock: () => Date,
): Promise<void> {
  const slug = config?.slug ?? "";
  const publicKey = convention?.landlords.find((landlord) => landlord.slug === slug)?.key;
  const needs =
    store === null
      ? "the database is not open"
      : publicKey === undefined
        ? "the convention cannot be used"
        : null;
  await list.try("signature", needs, async () => {
    if (store === null || convention === null || publicKey === undefined)
      throw new Error(needs ?? "");
    const state = await conventionInForce(store, convention, { slug, publicKey }, clock());
    const words = servedUnder(convention, state);
    // Before its first day there is nothing left to do.
    if (state === "NOT_YET_VALID") return `signed; serves from ${convention.validity.from} on`;
    if (state !== "IN_FORCE") throw new Error(words);
    return words;
  });
}

async function checkTrust(
  list: CheckList,
  trust: TrustConfig | null,
  without: string,
  clock: () => Date,
): Promise<void> {
  let ahead: number | null = null;
  const keysAt = async (url: string, authorities: string | null, setting: string) => {
    const ask = trustingFetch(authorities, setting, () => undefined);
    const response = await ask(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
    if (!response.ok) throw new Error(`${url} answers with status ${response.status}`);
    const set: unknown = await response.json();
    const keys: unknown = isRecord(set) ? set.keys : null;
    if (!Array.isArray(keys) || keys.length === 0) throw new Error(`${url} holds no keys`);
    const dateMs = Date.parse(response.headers.get("date") ?? "");
    // A store in between hands on an old date, and says how old.
    const ageMs = (Number(response.headers.get("age")) || 0) * 1_000;
    return { count: keys.length, dateMs: dateMs + ageMs };
  };
  await list.try("gateway's keys", trust === null ? without : null, async () => {
    const { gatewayKeysUrl = "", gatewayAuthorities = null } = trust ?? {};
    const { count } = await keysAt(gatewayKeysUrl, gatewayAuthorities, "PALIER_GATEWAY_CA");
    return `${count} at ${gatewayKeysUrl}`;
  });
  await list.try("issuer's keys", trust === null ? without : null, async () => {
    const { issuerKeysUrl = "", issuerAuthorities = null } = trust ?? {};
    const { count, dateMs } = await keysAt(issuerKeysUrl, issuerAuthorities, "PALIER_ISSUER_CA");
    if (!Number.isNaN(dateMs)) ahead = (clock().getTime() - dateMs) / 1_000;
    return `${count} at ${issuerKeysUrl}`;
  });
  const noDate = trust === null ? without : "the issuer has not said what time it is";
  await list.try("clock", ahead === null ? noDate : null, () => clockWords(ahead ?? 0, trust));
}

/** A `Date` says whole seconds, and takes its time to come. */
function clockWords(aheadSeconds: number, trust: TrustConfig | null): string {
  const tolerance = trust?.toleranceSeconds ?? 0;
  const side = aheadSeconds > 0 ? "ahead of" : "behind";
  const words = `${Math.round(Math.abs(aheadSeconds))} s ${side} the issuer's`;
  if (Math.abs(aheadSeconds) > tolerance + 1) {
    throw new Error(
      `${words}, more than ${tolerance} s: nobody is let in; set this machine's clock`,
    );
  }
  return `${words}; ${tolerance} s are let pass`;
}

async function checkFiles(
  list: CheckList,
  config: LandlordConfig | null,
  convention: Convention | null,
): Promise<void> {
  const given = (file: string | null | undefined, setting: string) => {
    if (config === null) return noSettings;
    if (!file) return `${setting} is not set`;
    return convention === null ? "the convention cannot be used" : null;
  };
  const { logKeyFile, trust } = config ?? {};
  await list.try("log key", given(logKeyFile, "PALIER_LOG_KEY"), async () => {
    const keys = await readKeyFiles(logKeyFile ?? "");
    const party = convention?.landlords.find(({ slug }) => slug === config?.slug);
    if (!keys.some(({ x }) => x === party?.logKey)) {
      throw new Error(
        `it is not the convention's logKey: have logKey: ${keys.at(-1)?.x} put into it`,
      );
    }
    return "is the convention's";
  });
  const narrowing = trust?.narrowingFile;
  await list.try("narrowing", given(narrowing, "PALIER_NARROWING"), () => {
    if (convention !== null) readNarrowing(narrowing ?? "", convention);
    return "shows less, and nothing more";
  });
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
