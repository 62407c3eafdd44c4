export interface ControlAnswer {
  readonly status: number;
  readonly body: object;
}

export function ok(body: object): ControlAnswer {
  return { status: 200, body };
}

/** A refusal in one sentence, in the envelope that the API uses too. */
export function problem(status: number, message: string): ControlAnswer {
  return { status, body: { error: { type: "invalid_request_error", message } } };
}
