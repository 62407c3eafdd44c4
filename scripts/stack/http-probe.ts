import { connect } from "node:net";

const TIMEOUT_MS = 3000;

/** In: a URL. Out: true when it answers with a status below 400 within 3 s. */
export async function answersWell(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "manual",
    });
    await answer.arrayBuffer();
    return answer.status < 400;
  } catch {
    return false;
  }
}

/** In: a port of the loopback address. Out: true when somebody accepts connections there. */
export function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: TIMEOUT_MS });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    socket.once("timeout", () => finish(false));
  });
}
