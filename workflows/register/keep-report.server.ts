import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { insertImportReport } from "#models/procedure/import-report.repository.server.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import type { Actor } from "#models/shared/workflow.ts"

/** Keeps the report of an import and the log's word of it, in the caller's transaction. */
export const keepReport = async (
  report: ImportReport,
  doer: Partial<Pick<Actor, "name" | "onBehalfOf">>,
  session: ClientSession,
): Promise<void> => {
  const { id, at, by, outcome, refused, leftOut, warnings, ...facts } = report
  await insertImportReport(forKeeping(report), session)
  const event = {
    subject: { kind: "import", id },
    type: outcome === "TAKEN" ? "register.imported" : "register.importRefused",
    payload: {
      ...facts,
      refused: refused.length,
      leftOut: leftOut.length,
      warnings: warnings.length,
    },
  } as const
  await appendAuditEntries([auditDraft(event, { name: by, ...doer, id: by }, at)], session)
}

/** Lines of a kind a kept report may hold: a document of the store has its limit (16 MB). */
const KEPT_LINES = 5000

/** A report as it can be kept: of very many lines the first, and how many more there were. */
export function forKeeping(report: ImportReport): ImportReport {
  const leftOut = (all: unknown[]): string => `… và ${all.length - KEPT_LINES} dòng nữa.`
  const { refused, warnings } = report
  return {
    ...report,
    leftOut:
      report.leftOut.length > KEPT_LINES
        ? [...report.leftOut.slice(0, KEPT_LINES), { line: 0, code: "", reason: leftOut(report.leftOut) }]
        : report.leftOut,
    refused:
      refused.length > KEPT_LINES
        ? [...refused.slice(0, KEPT_LINES), { line: 0, code: "", field: "Tệp", reason: leftOut(refused) }]
        : refused,
    warnings:
      warnings.length > KEPT_LINES
        ? [...warnings.slice(0, KEPT_LINES), { line: 0, code: "", message: leftOut(warnings) }]
        : warnings,
  }
}
