import "./logo.css";

export interface LogoProps {
  /** Of the picture, on the gateway. */
  readonly address: string;
  /** Of the party, where it does not stand beside. */
  readonly name?: string;
}

/** A party's own mark; as a picture nothing in it runs, and its room is kept until it is there. */
export function Logo({ address, name = "" }: LogoProps) {
  return <img className="logo" src={address} alt={name} width={96} height={40} />;
}
