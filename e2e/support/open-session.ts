import { type BrowserContext, expect, test } from "@playwright/test";
import { loginOf, type Person } from "./people.ts";

/** What the sessions of this worker's journeys carry, by which they are told from those of another one. */
export const journeysAgent = (): string => `journeys ${test.info().parallelIndex}`;

/**
 * Signs a browser in as a demo person by the two requests that the sign-in screen sends, without its page: each journey
 * has a session of its own in a tenth of the time. The screen itself has tests in `roles.spec.ts`.
 */
export async function openSession({ request }: BrowserContext, person: Person): Promise<void> {
  const asked = await request.get("/api/auth/csrf");
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const form = { ...loginOf(person), csrfToken, json: "true" };
  const headers = { "user-agent": journeysAgent() };
  const answer = await request.post("/api/auth/callback/credentials", { form, headers });
  expect(answer.ok(), `sign-in of ${person}: HTTP ${answer.status()}`).toBe(true);
}
