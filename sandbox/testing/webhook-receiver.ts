import { createServer, type IncomingMessage } from "node:http";
import { Stripe } from "stripe";
import { expect, onTestFinished } from "vitest";
import { validateStripeObject } from "../contracts/validate.ts";

export interface WebhookReceiver {
  readonly url: string;
  /** Events whose signature was right, in the order of arrival; an event that came twice is there twice. */
  readonly received: Stripe.Event[];
  /** What it answers from now on. */
  answerWith: (status: number) => void;
  /** The endpoint's secret, once it is known. */
  useSecret: (secret: string) => void;
}

/** A web server that verifies each delivery as an application does; every body is held against the SDK types too. */
export async function openReceiver(): Promise<WebhookReceiver> {
  const received: Stripe.Event[] = [];
  const violations: string[] = [];
  let status = 200;
  let secret = "";
  const stripe = new Stripe("sk_test_receiver");
  const take = async (request: IncomingMessage): Promise<number> => {
    const parts: Buffer[] = [];
    for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
    const signature = String(request.headers["stripe-signature"]);
    const event = stripe.webhooks.constructEvent(Buffer.concat(parts), signature, secret);
    violations.push(...validateStripeObject(event));
    received.push(event);
    return status;
  };
  const server = createServer((request, response) => {
    take(request).then(
      (code) => response.writeHead(code).end(),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
    expect(violations, "webhook bodies that are not as the SDK's types say").toEqual([]);
  });
  return {
    url: `http://127.0.0.1:${address.port}/hooks`,
    received,
    answerWith: (next) => {
      status = next;
    },
    useSecret: (next) => {
      secret = next;
    },
  };
}
