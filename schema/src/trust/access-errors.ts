import { type AccessErrorCode, DomainError } from "../ground/errors.js";
import type { Words } from "../ground/words.js";

/**
 * A request that is refused, in part or whole. `message` is English; `extensions.fr` says the same
 * in French. Neither names an address, a key, or a field that its reader cannot know of.
 */
export abstract class AccessError extends DomainError {
  abstract override readonly code: AccessErrorCode;

  constructor(
    message: string,
    readonly french: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  override get extensions(): { readonly code: AccessErrorCode; readonly fr: string } {
    return { code: this.code, fr: this.french };
  }
}

/** No proof of who asks, or one that does not hold; which of them, the node's log tells alone. */
export class UnauthenticatedError extends AccessError {
  readonly code = "UNAUTHENTICATED";

  constructor() {
    super(
      "You are not signed in, or your session has ended. Sign in again.",
      "Vous n’êtes pas connecté, ou votre session a pris fin. Connectez-vous de nouveau.",
    );
  }
}

/** The convention's host has ended this person's access, whatever token they hold. */
export class ShutOutError extends AccessError {
  readonly code = "SHUT_OUT";

  constructor() {
    super(
      "Your access has been ended by the convention's host. Signing in again does not help; ask your organisation's correspondent.",
      "L’hébergeur de la convention a mis fin à votre accès. Vous reconnecter n’y change rien ; adressez-vous au correspondant de votre organisme.",
    );
  }
}

export class ForbiddenError extends AccessError {
  readonly code = "FORBIDDEN";

  /** @param entry the field as the convention knows it, e.g. `Site.address`; null for a field that is not in the partner's graph. */
  constructor(readonly entry: string | null) {
    super(
      entry === null
        ? "This field is not part of this graph."
        : `${entry} is not shown to your kind of partner.`,
      entry === null
        ? "Ce champ ne fait pas partie de ce graphe."
        : `${entry} n’est pas communiqué à votre catégorie de partenaire.`,
    );
  }
}

export class PurposeRequiredError extends AccessError {
  readonly code = "PURPOSE_REQUIRED";

  /** @param entry the field as the convention knows it, e.g. `Site.incidents`. */
  constructor(readonly entry: string) {
    super(
      `${entry} is shown only for a purpose of the convention. State yours.`,
      `${entry} n’est communiqué que pour une finalité prévue par la convention. Indiquez la vôtre.`,
    );
  }
}

/** The landlord has paused the partner. */
export class LandlordWithheldError extends AccessError {
  readonly code = "LANDLORD_WITHHELD";

  constructor() {
    super(
      "The landlord withholds its data from your organisation for now.",
      "Le bailleur suspend pour l’instant la communication de ses données à votre organisme.",
    );
  }
}

export class ConventionNotSignedError extends AccessError {
  readonly code = "CONVENTION_NOT_SIGNED";

  constructor() {
    super(
      "The landlord has not signed this version of the convention.",
      "Le bailleur n’a pas signé cette version de la convention.",
    );
  }
}

export class ConventionNotYetValidError extends AccessError {
  readonly code = "CONVENTION_NOT_YET_VALID";

  constructor() {
    super(
      "The convention is not in force yet.",
      "La convention n’est pas encore entrée en vigueur.",
    );
  }
}

/** Its validity is over, or the landlord has signed a later version. */
export class ConventionExpiredError extends AccessError {
  readonly code = "CONVENTION_EXPIRED";

  constructor() {
    super("The convention is no longer in force.", "La convention n’est plus en vigueur.");
  }
}

/** Something on our side keeps the request from being answered as the rules ask, so it is not. */
export class UnavailableError extends AccessError {
  readonly code = "UNAVAILABLE";

  /** @param options its cause is for the log alone. */
  constructor(options?: ErrorOptions) {
    super(
      "No answer can be given just now. Try again in a moment.",
      "Aucune réponse ne peut être donnée pour l’instant. Réessayez dans un moment.",
      options,
    );
  }
}

/** The gateway cannot tell a token's age: by the issuer's clock it would hold. */
export class WrongClockError extends AccessError {
  readonly code = "UNAVAILABLE";

  constructor() {
    super(
      "The gateway's clock is wrong, so that it cannot let you in. Signing in again does not help; its operator must set the clock.",
      "L’horloge de la passerelle est fausse : elle ne peut pas vous laisser entrer. Vous reconnecter n’y change rien ; son exploitant doit la régler.",
    );
  }
}

/** Whoever is asked has as much to answer as it can, and of this caller or its partner in particular. */
export class RateLimitedError extends AccessError {
  readonly code = "RATE_LIMITED";

  constructor() {
    super(
      "Too much is being asked at once. Try again in a moment.",
      "Trop de demandes arrivent en même temps. Réessayez dans un moment.",
    );
  }
}

/** The landlord answers a partner no more than so much a minute. */
export class BudgetUsedError extends AccessError {
  readonly code = "BUDGET_USED";

  constructor() {
    super(
      "What the landlord answers your organisation in a minute is used up. Try again in a minute.",
      "Le bailleur a donné à votre organisme ce qu’il lui accorde par minute. Réessayez dans une minute.",
    );
  }
}

/** An operation that no budget would pay for. */
export class TooCostlyError extends AccessError {
  readonly code = "TOO_COSTLY";

  /**
   * @param excesses what the operation asks and what it may, e.g. "cost 2,400 of 2,000"; English and French.
   * @param mostCostly coordinate of the field that has most of it; null where none has.
   */
  constructor(excesses: Words, mostCostly: string | null) {
    const most = mostCostly === null ? { en: "", fr: "" } : mostIn(mostCostly);
    super(
      `The operation asks for too much (${excesses.en}).${most.en} Ask for a shorter page, fewer months or fewer fields.`,
      `La question demande trop (${excesses.fr}).${most.fr} Demandez une page plus courte, moins de mois ou moins de champs.`,
    );
  }
}

function mostIn(coordinate: string): Words {
  return {
    en: ` Most of it is ${coordinate}.`,
    fr: ` L’essentiel tient à ${coordinate}.`,
  };
}

/** The convention restricts a partner to operations that the gateway's operator has registered. */
export class DocumentNotRegisteredError extends AccessError {
  readonly code = "DOCUMENT_NOT_REGISTERED";

  /** @param partner code of the partner, as the convention has it. */
  constructor(partner: string) {
    super(
      `The convention restricts ${partner} to registered operations (documents: registered), and this one is not registered. On a page of the dashboard, load it again; for another program, have the gateway's operator register the operation.`,
      `La convention n’ouvre à ${partner} que les opérations enregistrées (documents: registered), et celle-ci ne l’est pas. Dans le tableau de bord, rechargez la page ; pour un autre programme, faites enregistrer l’opération par l’exploitant de la passerelle.`,
    );
  }
}
