/** The process is up and answers; says nothing of what it depends on. */
export function GET(): Response {
  return Response.json({ live: true }, { headers: { "cache-control": "no-store" } });
}
