export { type CreatePersonInput, createPerson } from "./create-person.ts";
export { type LiveSession, readSession } from "./read-session.ts";
export { type SignedIn, type SignInInput, signIn } from "./sign-in.ts";
export { signOut } from "./sign-out.ts";
