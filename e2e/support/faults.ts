/** Adds a rule to the sandbox's faults, or takes all of them back. Throws what it refuses. */
export async function changeFaults(
  sandboxUrl: string,
  method: "POST" | "DELETE",
  rule?: object,
): Promise<void> {
  const answer = await fetch(new URL("/_sandbox/faults", sandboxUrl), {
    method,
    headers: { "content-type": "application/json" },
    ...(rule === undefined ? {} : { body: JSON.stringify(rule) }),
  });
  if (!answer.ok) throw new Error(`The sandbox refused the fault: ${await answer.text()}`);
}
