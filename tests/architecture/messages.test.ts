import { describe, expect, it } from "vitest";
import { ERROR_MESSAGES } from "#components/messages/en.ts";
import { DOMAIN_ERRORS } from "#core/errors.ts";

const codes = [...Object.keys(DOMAIN_ERRORS), "INTERNAL"].toSorted();
const messages = Object.entries(ERROR_MESSAGES);

describe("the messages of refusals", () => {
  it("are there for every code, and for no code that is gone", () => {
    expect(codes.length).toBeGreaterThan(10);
    expect(messages.map(([code]) => code).toSorted()).toEqual(codes);
  });

  it("say in whole sentences what happened, what that means for the money and what to do", () => {
    const curt = messages.filter(([, message]) =>
      [message.sentence, message.money, message.next].some((text) => !/^[A-Z].+\.$/.test(text)),
    );
    expect(curt.map(([code]) => code)).toEqual([]);
  });

  it("are told apart by their first sentence", () => {
    const sentences = messages.map(([, { sentence }]) => sentence);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it("show no code to a person", () => {
    const coded = messages.filter(([, { sentence, next }]) =>
      /[A-Z]{2,}_[A-Z]/.test(`${sentence} ${next}`),
    );
    expect(coded.map(([code]) => code)).toEqual([]);
  });
});
