/** Where a local platform keeps what it needs. */
export interface PlatformFolder {
  /** The data folder itself; PostgreSQL has its place in it. */
  readonly root: string;
  readonly logs: string;
  readonly supergraph: string;
  /** The gateway's and the issuer's private keys. */
  readonly keys: string;
  /** The convention that was served last: with the landlords' public keys. */
  readonly servedConvention: string;
  /** Beside it: who has signed it. */
  readonly servedSignatures: string;
  /** A folder for each landlord that has settings of its own. */
  readonly landlords: string;
  /** A landlord's private key: one machine holds them all. */
  landlordKeyFile(slug: string): string;
  /** Beside it: the key by which its node signs the heads of its access log. */
  logKeyFile(slug: string): string;
}
