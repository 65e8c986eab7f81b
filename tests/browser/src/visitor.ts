import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "./chromium/launch-chromium.js";
import { PageRecord } from "./page-record.js";
import { sharedPlatform } from "./platform.js";

export interface VisitorOptions {
  /** Address below the gateway's origin; the start page unless given. */
  readonly path?: string;
  /** What the browser prefers; French unless given. */
  readonly language?: "fr" | "en";
  /** A phone's size and touch. */
  readonly isPhone?: boolean;
  /** The shared platform's unless given. */
  readonly origin?: string;
}

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

/** Far more than anything takes: the machine may have other things to do. */
const patienceMs = 60_000;

/** What stands where an answer, or a part of the program, is awaited. */
const waiting = ".answered-wait, .waiting, [aria-busy=true]";

let browser: Promise<Browser> | null = null;

/** Closes every visitor's page; jest does it after each file of tests. */
export async function closeBrowser(): Promise<void> {
  const open = browser;
  browser = null;
  await (await open)?.close();
}

/** Somebody in front of a browser of their own, and all that came to it. */
export class Visitor {
  private constructor(
    readonly page: Page,
    readonly origin: string,
    /** What travelled, and what went wrong in the page. */
    readonly record: PageRecord,
  ) {}

  /** Opens an address and signs in there, through the issuer's page, as the account. */
  static async as(account: string, options: VisitorOptions = {}): Promise<Visitor> {
    const visitor = await Visitor.anonymous(options);
    await visitor.signIn(account);
    return visitor;
  }

  /** Opens an address without signing in. */
  static async anonymous(options: VisitorOptions = {}): Promise<Visitor> {
    const { path = "/", language = "fr", isPhone = false } = options;
    const origin = options.origin ?? sharedPlatform().origin;
    const context = await newContext({
      ...(isPhone ? phone : desk),
      locale: language === "fr" ? "fr-FR" : "en-GB",
      timezoneId: "Europe/Paris",
      reducedMotion: "reduce",
    });
    const record = await PageRecord.of(context, origin);
    const visitor = new Visitor(await context.newPage(), origin, record);
    await visitor.open(path);
    return visitor;
  }

  /** Goes to an address below the origin, and waits until the page has all it asks for. */
  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.origin).href);
    await this.ready();
  }

  /** Waits until the page has all it asks for, and shows it. */
  async ready(): Promise<void> {
    await this.page.locator("#dashboard > *").first().waitFor();
    await this.record.settled();
    // A slow machine may take its time between a page's program and its first question.
    await this.page.locator(waiting).first().waitFor({ state: "detached" });
    await this.record.settled();
  }

  /** From the dashboard's sign-in page, or wherever it offers one, to where it was asked. */
  async signIn(account: string): Promise<void> {
    await this.page
      .getByRole("main")
      .getByRole("button", { name: /^(Se (re)?connecter|Sign in)/ })
      .click();
    await this.page.locator(`button[name="account"][value="${account}"]`).click();
    await this.#returned(account);
  }

  /** The token's claims, as the page keeps them; null while nobody is signed in. */
  async session(): Promise<{ readonly account: string; readonly accessToken: string } | null> {
    const kept = await this.page.evaluate(() =>
      Object.entries(sessionStorage).find(([name]) => name.startsWith("oidc.user:")),
    );
    if (kept === undefined) return null;
    const user = JSON.parse(String(kept[1])) as {
      readonly access_token: string;
      readonly profile: { readonly sub: string };
    };
    return { account: user.profile.sub, accessToken: user.access_token };
  }

  /** Everything that is to be read on the page. */
  async text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not to be read.
    return this.page.locator("body").innerText();
  }

  /** Closes this visitor's page; the others stay. */
  async leave(): Promise<void> {
    await this.page.context().close();
  }

  async #returned(account: string): Promise<void> {
    await this.page.waitForURL(
      (url) => url.origin === this.origin && !url.searchParams.has("code"),
    );
    await this.ready();
    const session = await this.session();
    if (session?.account === account) return;
    throw new Error(`signed in as ${session?.account ?? "nobody"} instead of ${account}`);
  }
}

async function newContext(options: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext> {
  browser ??= launchChromium();
  const context = await (await browser).newContext(options);
  context.setDefaultTimeout(patienceMs);
  return context;
}
