import type { TestAccount } from "../../testing/test-account.ts";
import { isJsonObject, type JsonObject } from "../schema-compiler.ts";

/** An answer with the id it is known by. */
export interface Answered extends JsonObject {
  readonly id: string;
}

/** One test account that is led through the API by paths, as the inventory names them. */
export class Tour {
  readonly account: TestAccount;

  constructor(account: TestAccount) {
    this.account = account;
  }

  /** Posts to a path; any refusal ends the tour with Stripe's own message. */
  async post(path: string, params: object = {}, stripeAccount?: string): Promise<Answered> {
    const options = stripeAccount === undefined ? {} : { stripeAccount };
    const answer: unknown = await this.account.stripe.rawRequest(
      "POST",
      path,
      { ...params },
      options,
    );
    return answered(answer);
  }

  async get(path: string): Promise<Answered> {
    const answer: unknown = await this.account.stripe.rawRequest("GET", path);
    return answered(answer);
  }

  async delete(path: string): Promise<Answered> {
    const answer: unknown = await this.account.stripe.rawRequest("DELETE", path);
    return answered(answer);
  }

  /** A payment on the platform, confirmed at once. */
  pay(payment_method: string, more: object = {}): Promise<Answered> {
    const return_url = "https://shop.example.com";
    const payment = { amount: 5_000, currency: "eur", payment_method, confirm: true, return_url };
    return this.post("/v1/payment_intents", { ...payment, ...more });
  }

  /** The first object of a list. */
  async first(path: string): Promise<Answered> {
    const [first] = await this.all(path);
    if (first === undefined) throw new Error(`nothing in ${path}`);
    return first;
  }

  /** The objects of a list's first page. */
  async all(path: string): Promise<Answered[]> {
    const { data } = await this.get(path);
    return Array.isArray(data) ? data.map(answered) : [];
  }
}

function answered(value: unknown): Answered {
  if (!isJsonObject(value)) throw new Error("the answer is no object");
  return { ...value, id: String(value["id"]) };
}
