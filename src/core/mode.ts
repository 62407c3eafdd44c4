/** One Stripe account in one mode: the first two columns of every row of Stripe origin. */
export interface AccountScope {
  readonly accountId: string;
  readonly livemode: boolean;
}
