import Stripe from "stripe";

/** What `read` answers, or `fallback` where Stripe says that there is no such object: only its own error says so, not a bare 404. */
export async function unlessMissing<T, F>(read: () => Promise<T>, fallback: F): Promise<T | F> {
  try {
    return await read();
  } catch (error) {
    if (isMissing(error)) return fallback;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    error.statusCode === 404 &&
    error.code === "resource_missing"
  );
}
