/** Ends the session on the server and leads to the sign-in page. Its code is loaded on the click, not on every page. */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}
