export { createPerson } from "./create-person.ts";
export { findCommandPerson } from "./find-command-person.ts";
export { type LiveSession, readSession } from "./read-session.ts";
export { signIn } from "./sign-in.ts";
export { signOut } from "./sign-out.ts";
