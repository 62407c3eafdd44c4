import { describe, expect, it } from "vitest";
import { canonicalJson } from "#core/canonical-json.ts";
import { maskedBody } from "./masked-body.ts";

describe("a body that is shown without its texts", () => {
  it("tells which there are and how long, and keeps what is no text", () => {
    const body = {
      evidence: { customer_name: "Ada Lovelace", shipping_date: "" },
      metadata: { command_id: "0195" },
      submit: true,
    };
    expect(JSON.parse(maskedBody(canonicalJson(body)))).toEqual({
      evidence: { customer_name: "(12 characters)", shipping_date: "(0 characters)" },
      metadata: { command_id: "0195" },
      submit: true,
    });
  });
});
