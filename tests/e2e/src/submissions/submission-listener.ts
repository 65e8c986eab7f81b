import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(
  new URL("../../../../subgraphs/landlord/node/dist/intake/main.js", import.meta.url),
);

/** The listener as it runs in earnest: the built program, with the login that can only submit. */
export class SubmissionListener {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(submitUrl: string, { waitMs = 0 } = {}): Promise<SubmissionListener> {
    const child = fork(main, [], {
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: {
        PATH: process.env.PATH,
        PORT: "0",
        PALIER_LANDLORD: "lisiere",
        PALIER_SUBMIT_DATABASE_URL: submitUrl,
        PALIER_SUBMIT_WAIT_MS: String(waitMs),
      },
    });
    const ready = once(child, "message").then(([message]) => (message as { url: string }).url);
    const url = await Promise.race([ready, once(child, "exit").then(() => null)]);
    if (url === null) throw new Error("the listener ended at once");
    return new SubmissionListener(child, url);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill(signal);
    await ended;
  }
}
