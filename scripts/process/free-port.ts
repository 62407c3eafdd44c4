import { createServer } from "node:net";

/** In: a port. Out: true when nobody listens on it, neither on 127.0.0.1 nor on ::1, which localhost may mean too. */
export async function isPortFree(port: number): Promise<boolean> {
  const errors = await Promise.all(["127.0.0.1", "::1"].map((host) => tryToListen(port, host)));
  return !errors.includes("EADDRINUSE") && !errors.includes("EACCES");
}

function tryToListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Out: a port of the loopback address that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The port of an earlier run where it is free again, else any free one. */
export async function reusePort(remembered: number | undefined): Promise<number> {
  if (remembered !== undefined && (await isPortFree(remembered))) return remembered;
  return await findFreePort();
}
