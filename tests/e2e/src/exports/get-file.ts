import type { AccessPlatform } from "../access/platform.js";

/** What came for one request of a file. */
export interface FileAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Reads a file below the gateway's origin, as somebody of this account; null: without a session. */
export async function getFile(
  { origin, token }: Pick<AccessPlatform, "origin" | "token">,
  account: string | null,
  path: string,
  { headers, ...init }: RequestInit = {},
): Promise<FileAnswer> {
  const response = await fetch(new URL(path, origin), {
    ...init,
    headers: {
      ...(account !== null && { authorization: `Bearer ${await token(account)}` }),
      ...(headers as Record<string, string>),
    },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
