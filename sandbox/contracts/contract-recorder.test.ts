import { beforeAll, describe, expect, it } from "vitest";
import { ContractRecorder } from "./contract-recorder.ts";
import { schemaBundle } from "./load-bundle.ts";
import { validCharge, validEvent, validList, validRefund } from "./valid-samples.ts";

beforeAll(() => {
  schemaBundle();
}, 60_000);

describe("ContractRecorder", () => {
  it("counts objects wherever they occur: on top, in lists, in events, expanded", () => {
    const recorder = new ContractRecorder();
    recorder.record(validList);
    recorder.record(validEvent);
    recorder.record({ ...validRefund, charge: validCharge });
    expect([...recorder.objectTypesSeen()]).toEqual([
      ["charge", 3],
      ["event", 1],
      ["refund", 1],
    ]);
  });

  it("names the types that an empty list did not prove", () => {
    const recorder = new ContractRecorder();
    recorder.record({ ...validList, data: [] });
    const body = { error: { type: "api_error", message: "Down." } };
    recorder.recordResponse({ method: "GET", path: "/v1/charges", status: 500, body });
    expect(recorder.missing(["charge", "refund", "error"])).toEqual(["charge", "refund"]);
    recorder.recordResponse({ method: "GET", path: "/v1/charges", status: 200, body: validList });
    expect(recorder.missing(["charge", "refund", "error"])).toEqual(["refund"]);
  });

  it("keeps the violations and counts nothing of an invalid value", () => {
    const recorder = new ContractRecorder();
    const violations = recorder.record({ ...validRefund, status: "junk" });
    expect(violations).toHaveLength(1);
    expect(recorder.violations()).toEqual(violations);
    expect(recorder.missing(["refund"])).toEqual(["refund"]);
  });
});
