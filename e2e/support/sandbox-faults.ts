import { readRunningStack } from "./running-stack.ts";

async function control(method: "POST" | "DELETE", body?: object): Promise<void> {
  const { running } = readRunningStack();
  const answer = await fetch(new URL("/_sandbox/faults", running.sandboxUrl), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`The sandbox refused a fault: ${await answer.text()}`);
}

/** Lets requests to Stripe go wrong from now on, by a rule of the sandbox. */
export const addFault = (rule: object): Promise<void> => control("POST", rule);

/** Stripe works again. */
export const clearFaults = (): Promise<void> => control("DELETE");
