import type { Response } from "playwright-core";

/** One question to the graph and its answer, as they travelled. */
export interface GraphAnswer {
  readonly status: number;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Names in lower case. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** The whole body, to look for what must not be in it. */
  readonly text: string;
  readonly body: GraphBody;
}

export interface GraphBody {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

export async function readGraphAnswer(response: Response): Promise<GraphAnswer> {
  const request = response.request();
  // What the page sends is looked at by the tests, which say what they expect.
  const { query = "", variables = {} } = (request.postDataJSON() ?? {}) as Partial<GraphAnswer>;
  const text = await response.text();
  return {
    status: response.status(),
    query,
    variables,
    requestHeaders: await request.allHeaders(),
    text,
    body: JSON.parse(text) as GraphBody,
  };
}
