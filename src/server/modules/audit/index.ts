export { type AuditActor, type AuditEntry, recordAudit } from "./audit.repo.ts";
export { personActor, systemActor } from "./audit-actor.ts";
