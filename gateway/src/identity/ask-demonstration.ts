/** The sign-in did not come to a token; the message says what to do. */
export class NoTokenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NoTokenError";
  }
}

/** @throws NoTokenError where nobody answers. */
export async function askDemonstration(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  } catch (cause) {
    const { origin } = new URL(url);
    throw new NoTokenError(`Nothing answers at ${origin}. Start Palier with npm start`, { cause });
  }
}
