/**
 * An issuer of the convention's host that stands between partners and the provider at which their
 * people sign in. What it says of people, landlords believe because they have signed its name.
 */
export interface Broker {
  /** `iss` of its tokens. */
  readonly issuer: string;
  /** Whose machine it runs on, in words. */
  readonly host: string;
}

export interface BrokerTerms {
  /** Absent where every partner has a provider of its own. */
  readonly broker?: Broker;
}

/** Whether both name the same, whoever hosts it. */
export function isSameBroker(a: BrokerTerms, b: BrokerTerms): boolean {
  return a.broker?.issuer === b.broker?.issuer;
}
