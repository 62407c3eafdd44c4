import { test as base, expect } from "@playwright/test";
import { readRunningStack } from "./running-stack.ts";

/** Whose login to take: `support2` is the second support agent; a bare role is its first person. */
export type Person =
  | "support"
  | "support2"
  | "finance"
  | "finance2"
  | "admin"
  | "admin2"
  | "manager"
  | "auditor";

type Fixtures = {
  /** Signs the page in as a demo person, through the sign-in screen, and waits for the console. */
  signIn: (person: Person) => Promise<void>;
  /** Fails the test when the page raises an error or prints one. */
  noPageErrors: void;
};

function loginOf(person: Person): { email: string; password: string } {
  const role = person.replace("2", "");
  const logins = readRunningStack().logins.filter((login) => login.role === role);
  const login = logins[person.endsWith("2") ? 1 : 0];
  if (login === undefined) throw new Error(`The demo has no person ${person}.`);
  return login;
}

export const test = base.extend<Fixtures>({
  // Playwright takes what a fixture needs from the pattern of its first argument, which is empty here.
  baseURL: async ({ browserName: _ }, use) => {
    await use(readRunningStack().running.webUrl);
  },
  signIn: async ({ page }, use) => {
    await use(async (person) => {
      const { email, password } = loginOf(person);
      await page.goto("/sign-in");
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: /sign in/i }).click();
      await expect(page).not.toHaveURL(/\/sign-in/);
    });
  },
  noPageErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await use();
      expect(errors, "errors that the page raised or printed").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
