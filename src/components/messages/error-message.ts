/** What a person reads when something is refused: what happened, what that means for the money, what to do now. */
export interface ErrorMessage {
  readonly sentence: string;
  /** What happened to the money. */
  readonly money: string;
  readonly next: string;
}

/** What is said of the money by a refusal that came before anything was done. */
export const UNTOUCHED = "No money has moved.";
