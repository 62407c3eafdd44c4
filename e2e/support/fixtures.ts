import { test as base, expect, type Page } from "@playwright/test";
import { givePasskey, markProven } from "./authenticator.ts";
import { openSession } from "./open-session.ts";
import { loginOf, type Person } from "./people.ts";
import { readRunningStack } from "./running-stack.ts";

type Fixtures = {
  /**
   * Signs the page in as a demo person and opens the console, at the overview unless told otherwise. The person has a passkey in
   * the page's authenticator, and proved just now to be there.
   */
  signIn: (person: Person, address?: string) => Promise<void>;
  /** Opens a browser of its own for another person, signed in: the colleague who countersigns. */
  openAs: (person: Person, address?: string) => Promise<Page>;
  /** What the server refuses on purpose in this test: the browser prints it as an error, and it must come. */
  expectedRefusal: RegExp | null;
  /** Fails the test when the page raises an error or prints one. */
  noPageErrors: void;
};

async function enter(page: Page, person: Person, address = "/"): Promise<void> {
  const { email } = loginOf(person);
  await givePasskey(page, email);
  await openSession(page.context(), person);
  await markProven(email);
  await page.goto(address);
  await expect(page).not.toHaveURL(/\/sign-in/);
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
    await use((person, address) => enter(page, person, address));
  },
  openAs: async ({ browser, baseURL }, use) => {
    const opened: Page[] = [];
    const errors: string[][] = [];
    await use(async (person, address) => {
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      const page = await context.newPage();
      opened.push(page);
      errors.push(collectErrors(page));
      await enter(page, person, address);
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
