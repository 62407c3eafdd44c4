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
