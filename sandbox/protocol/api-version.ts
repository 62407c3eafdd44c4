/** The one API version the sandbox renders; a test holds it equal to the version the installed client sends. */
export const API_VERSION = "2026-10-28.endive";
