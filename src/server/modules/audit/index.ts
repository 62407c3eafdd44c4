export { personActor, systemActor } from "#server/platform/audit/audit-actor.ts";
export {
  type AuditActor,
  type AuditEntry,
  recordAudit,
} from "#server/platform/audit/audit-event.repo.ts";
