import { test as base, expect, type Page } from "@playwright/test";
import { givePasskey, markProven } from "./authenticator.ts";
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
  /**
   * Signs the page in as a demo person, through the sign-in screen, and waits for the console. The person has a passkey in
   * the page's authenticator, and proved just now to be there.
   */
  signIn: (person: Person) => Promise<void>;
  /** Opens a browser of its own for another person, signed in: the colleague who countersigns. */
  openAs: (person: Person) => Promise<Page>;
  /** What the server refuses on purpose in this test: the browser prints it as an error, and it must come. */
  expectedRefusal: RegExp | null;
  /** Fails the test when the page raises an error or prints one. */
  noPageErrors: void;
};

/** The e-mail address and password of a demo person. */
export function loginOf(person: Person): { email: string; password: string } {
  const role = person.replace("2", "");
  const logins = readRunningStack().logins.filter((login) => login.role === role);
  const login = logins[person.endsWith("2") ? 1 : 0];
  if (login === undefined) throw new Error(`The demo has no person ${person}.`);
  return login;
}

async function signInThroughScreen(page: Page, person: Person): Promise<void> {
  const { email, password } = loginOf(person);
  await givePasskey(page, email);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  await markProven(email);
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

const NO_ERRORS = "errors that the page raised or printed";

export const test = base.extend<Fixtures>({
  // Playwright reads what a fixture needs from the pattern of its first argument.
  baseURL: async ({ browserName: _ }, use) => {
    await use(readRunningStack().running.webUrl);
  },
  signIn: async ({ page }, use) => {
    await use((person) => signInThroughScreen(page, person));
  },
  openAs: async ({ browser, baseURL }, use) => {
    const opened: Page[] = [];
    const errors: string[][] = [];
    await use(async (person) => {
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      const page = await context.newPage();
      opened.push(page);
      errors.push(collectErrors(page));
      await signInThroughScreen(page, person);
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
    expect(errors.flat(), NO_ERRORS).toEqual([]);
  },
  expectedRefusal: [null, { option: true }],
  noPageErrors: [
    async ({ page, expectedRefusal }, use) => {
      const errors = collectErrors(page);
      await use();
      const isExpected = (error: string): boolean => expectedRefusal?.test(error) === true;
      expect(
        errors.filter((error) => !isExpected(error)),
        NO_ERRORS,
      ).toEqual([]);
      expect(errors.some(isExpected), "the expected refusal").toBe(expectedRefusal !== null);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
