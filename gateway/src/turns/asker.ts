/** Who asks, as far as it decides on whose account. */
export interface Asker {
  readonly partner: string;
  readonly person: string;
}

interface KnownCaller {
  readonly subject: string;
  readonly partner: { readonly code: string };
}

export function askerOf({ partner, subject }: KnownCaller): Asker {
  return { partner: partner.code, person: subject };
}

/** While nobody signs in, whoever asks is on this machine: one asker, who has the gateway for itself. */
export const anybody: Asker = { partner: "", person: "" };
