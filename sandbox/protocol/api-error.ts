import type { Stripe } from "stripe";

export type ErrorType =
  | "api_error"
  | "card_error"
  | "idempotency_error"
  | "invalid_request_error"
  | "rate_limit_error";

/** The body of an error as Stripe writes it; only what applies is present. */
export interface ErrorDetail {
  type: ErrorType;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  message: string;
  param?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
  setup_intent?: Stripe.SetupIntent;
  request_log_url?: string;
}

interface ErrorHandling {
  /** The request never began to execute, so its idempotency key stays free. */
  readonly validation?: boolean;
  /** The effects made before the error stay, as with a declined attempt. */
  readonly keepsEffects?: boolean;
}

/** An answer of 4xx or 5xx in Stripe's envelope. */
export class ApiError extends Error {
  readonly status: number;
  readonly detail: ErrorDetail;
  readonly validation: boolean;
  readonly keepsEffects: boolean;

  constructor(status: number, detail: ErrorDetail, handling: ErrorHandling = {}) {
    super(detail.message);
    this.status = status;
    this.detail = detail;
    this.validation = handling.validation ?? false;
    this.keepsEffects = handling.keepsEffects ?? false;
  }

  /** The JSON body, with the links that Stripe adds. */
  body(requestId: string): { error: ErrorDetail } {
    const { code } = this.detail;
    const docs =
      code === undefined
        ? {}
        : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` };
    return {
      error: {
        ...this.detail,
        ...docs,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
      },
    };
  }
}

/** 400: a parameter could not be read. The idempotency key is not used up. `code` is null where Stripe has none. */
export function invalidParameter(code: string | null, message: string, param: string): ApiError {
  const detail = { type: "invalid_request_error", message, param } as const;
  return new ApiError(400, code === null ? detail : { ...detail, code }, { validation: true });
}

/** 400: the request was understood, and the state of the objects forbids it. */
export function refused(
  message: string,
  extra: Partial<Omit<ErrorDetail, "type" | "message">> = {},
): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...extra });
}

/** `No such charge: 'ch_…'`: 404 where the URL names the object, 400 where a parameter does. */
export function noSuch(noun: string, id: string, param: string, status: 400 | 404 = 400): ApiError {
  return new ApiError(status, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    param,
  });
}
