import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { DAY_SECONDS, openAccount, paidCharge, type TestAccount } from "../testing/test-account.ts";
import { openReceiver } from "../testing/webhook-receiver.ts";

/** What a browser gets, with redirects shown and not followed. */
async function visit(
  { sandbox }: TestAccount,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${sandbox.url}/_sandbox${path}`, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const post = (form: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(form),
  headers,
});

describe("the page for people", () => {
  it("answers every place with whole HTML that runs nothing inline", async () => {
    const account = await openAccount();
    await paidCharge(account, 4_000);
    const places = ["objects", "events", "deliveries", "faults", "incidents"];
    for (const path of ["", "/", ...places.map((place) => `/page/${place}`)]) {
      const { status, headers, text } = await visit(account, path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(text).toMatch(/^<!doctype html>.*<\/html>\n$/s);
      expect(text).not.toMatch(/<style|style=|<script(?! type="module" src="\/_sandbox\/)| on\w+=/);
    }
    const names = ["page.css", "parts.css", "tables.css", "live.js", "icon.svg"];
    for (const name of names) expect((await visit(account, `/assets/${name}`)).status).toBe(200);
  });

  it("shows what people wrote as text, never as markup", async () => {
    const account = await openAccount();
    const name = `<img src=x onerror="alert('1')">`;
    const { id } = await account.stripe.customers.create({ name, description: "a & b" });
    for (const path of ["/page/objects?kind=customer", `/page/objects/${id}`, "/page/events"]) {
      const { text } = await visit(account, path);
      expect(text).not.toContain("<img src=x");
    }
    const { text } = await visit(
      account,
      `/page/objects?kind=customer&q=${encodeURIComponent(name)}`,
    );
    expect(text).toContain("&lt;img src=x");
  });

  it("finds an object by its id, links what it names and tells its events", async () => {
    const account = await openAccount();
    const { intent, charge } = await paidCharge(account, 4_000);
    const found = await visit(account, `/page/objects?kind=refund&q=${charge.id}`);
    expect(found.headers.get("location")).toBe(`/_sandbox/page/objects/${charge.id}`);
    const { text } = await visit(account, `/page/objects/${charge.id}`);
    expect(text).toContain(`"<a href="/_sandbox/page/objects/${intent.id}">${intent.id}</a>"`);
    expect(text).toMatch(/Timeline.*charge\.succeeded/s);
    expect((await visit(account, "/page/objects/ch_none")).status).toBe(404);
  });

  it("lists all that belongs to a customer, newest first and page by page", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: customer } = await stripe.customers.create({ name: "Ada" });
    const made: string[] = [];
    for (let index = 0; index < 52; index += 1)
      made.push(
        (await stripe.paymentIntents.create({ amount: 100, currency: "eur", customer })).id,
      );
    await stripe.paymentIntents.create({ amount: 100, currency: "eur" });
    const idsIn = (text: string): string[] =>
      [...text.matchAll(/class="id" href="\/_sandbox\/page\/objects\/(pi_\w+)"/g)].map(
        (match) => match[1] ?? "",
      );
    const first = await visit(account, `/page/objects?kind=payment_intent&q=${customer}`);
    const older = /href="([^"]+)">Older/.exec(first.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = await visit(account, older.replace("/_sandbox", ""));
    expect([...idsIn(first.text), ...idsIn(second.text)]).toEqual(made.toReversed());
  });
});

describe("its forms", () => {
  it("move the clock, and say what is wrong where it cannot be", async () => {
    const account = await openAccount();
    const moved = await visit(
      account,
      "/page/clock",
      post({ advanceSeconds: String(DAY_SECONDS) }),
    );
    expect([moved.status, moved.headers.get("location")]).toEqual([303, "/_sandbox"]);
    expect(await account.control("GET", "clock")).toMatchObject({
      now: "2026-03-03T10:00:00.000Z",
    });
    const refused = await visit(account, "/page/clock", post({ advanceSeconds: "-5" }));
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('role="alert"');
  });

  it("add a fault that really hits, and take it away again", async () => {
    const account = await openAccount();
    const rule = {
      effect: "status",
      "argument.status": "503",
      "match.path": "/v1/balance",
      count: "1",
    };
    expect((await visit(account, "/page/faults/add", post(rule))).status).toBe(303);
    const hit = await account.stripe.balance.retrieve().catch((error: unknown) => error);
    expect(hit).toMatchObject({ statusCode: 503 });
    const { text } = await visit(account, "/page/faults");
    expect(text).toMatch(/\/v1\/balance.*1 of 1.*used up/s);
    const remove = /\/_sandbox(\/page\/faults\/\w+\/remove)/.exec(text)?.[1] ?? "";
    expect((await visit(account, remove, post({}))).status).toBe(303);
    expect((await visit(account, "/page/faults")).text).toContain("No rule");
  });

  it("send a delivery again", async () => {
    const account = await openAccount();
    const receiver = await openReceiver();
    const endpoint = await account.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["customer.created"],
    });
    receiver.useSecret(endpoint.secret ?? "");
    await account.stripe.customers.create({ name: "Ada" });
    await expect.poll(() => receiver.received.length).toBe(1);
    const { text } = await visit(account, "/page/deliveries");
    const resend = /\/_sandbox(\/page\/deliveries\/\w+\/resend)/.exec(text)?.[1] ?? "";
    expect((await visit(account, resend, post({}))).status).toBe(303);
    await expect.poll(() => receiver.received.length).toBe(2);
  });
});

describe("an incident", () => {
  it("starts at one click and is told with what it did", async () => {
    const account = await openAccount();
    const started = await visit(account, "/page/incidents", post({ name: "decline-storm" }));
    expect(started.status).toBe(303);
    expect((await visit(account, "/page/incidents")).text).toMatch(
      /Begun so far.*<td>decline storm/s,
    );
    expect((await visit(account, "/page/incidents", post({ name: "none" }))).status).toBe(400);
  });
});

describe("what comes from another site", () => {
  it("reads nothing under a name that is not this machine's", async () => {
    const { sandbox } = await openAccount();
    const statusFor = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request(`${sandbox.url}/_sandbox/clock`, { headers: { host } });
        asked.once("response", (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asked.once("error", reject);
        asked.end();
      });
    expect(await statusFor(`localhost:${sandbox.port}`)).toBe(200);
    expect(await statusFor(`rebound.example.com:${sandbox.port}`)).toBe(403);
    expect(await statusFor("127.0.0.1.example.com")).toBe(403);
  });

  it.each([
    { origin: "http://shop.example.com" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("cannot change anything: %o", async (headers) => {
    const account = await openAccount();
    const before = await account.control("GET", "clock");
    for (const path of ["/page/clock", "/clock"]) {
      const answer = await visit(account, path, post({ advanceSeconds: "60" }, headers));
      expect(answer.status).toBe(403);
    }
    expect(await account.control("GET", "clock")).toEqual(before);
  });
});
