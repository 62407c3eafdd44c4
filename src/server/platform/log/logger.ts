import { pino } from "pino";

/** Constant messages, data in fields, one line of JSON each. Secrets and personal data are cut by path. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const REDACTED = [
  "authorization",
  "cookie",
  "email",
  "password",
  "secret",
  "*.authorization",
  "*.cookie",
  "*.email",
  "*.password",
  "*.secret",
];

/** The log of one process, to standard error so that standard output stays for answers. */
export function createLogger(name: string, level: string): Logger {
  return pino(
    { name, level, redact: { paths: REDACTED, censor: "[redacted]" } },
    pino.destination(2),
  );
}
