import type { TestProject } from "vitest/node";
import { startTestServer, type TestServer } from "./test-server.ts";

declare module "vitest" {
  // Vitest reads what a global setup provides from this interface by name.
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** Starts one PostgreSQL for the run and migrates one template; each test file copies it in milliseconds. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer("test");
  project.provide("testServer", server);
  return stop;
}
