import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { findFrozenAmong } from "#models/indicator/frozen-period.server.ts"
import { periodOn } from "#models/indicator/period.ts"
import { getStagedUsage, removeStagedUsage, stageUsageSheets } from "#models/indicator/staged-usage.server.ts"
import { findUsageSheets, replaceUsageSheets } from "#models/indicator/usage-sheet.repository.server.ts"
import type { UsageSheet } from "#models/indicator/usage-sheet.ts"
import { findKnownCodes } from "#models/procedure/snapshot-history.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { sheetsOf } from "./judge-usage.ts"
import { unitNamesOn } from "./read-facts.server.ts"
import type { readUsageFile } from "./read-usage-file.server.ts"

const SUBJECT = { kind: "usage", id: "*" } as const

/**
 * Reads a table in a process of its own, judges it and keeps it for its sender to look at; nothing counts yet.
 * @returns the id under which it waits, and the headings nobody reads
 * @throws ForbiddenError, InvalidInputError with row, column and remedy of everything that is wrong
 */
export const stageUsage = async (
  d: OfficeDependencies,
  {
    fileName,
    bytes,
    generated,
    actor,
  }: { fileName: string; bytes: Uint8Array; generated: boolean; actor: Actor },
): Promise<{ importId: string; unused: string[] }> => {
  const who = await authorise(d, actor, "indicator.import", SUBJECT)
  const file = await apart<typeof readUsageFile>("readUsage")(bytes)
  const importId = crypto.randomUUID()
  const at = d.clock.now()
  const today = dayOf(at)
  const sheets = sheetsOf(
    file,
    { importId, fileName: fileName.slice(0, 255), by: who.id, at, generated },
    {
      today,
      agencies: await findAgencies(),
      codes: await findKnownCodes(),
      frozen: await findFrozenAmong(monthsSince("2015-01", periodOn("MONTH", today).id)),
    },
  )
  await stageUsageSheets(importId, who.id, sheets)
  return { importId, unused: file.unused }
}

const monthsSince = (from: string, to: string): string[] => {
  const months: string[] = []
  for (let [year, month] = from.split("-").map(Number) as [number, number]; ; ) {
    const id = `${year}-${String(month).padStart(2, "0")}`
    if (id > to) return months
    months.push(id)
    if (month === 12) [year, month] = [year + 1, 1]
    else month += 1
  }
}

/** What taking a file would do, a line to each unit and month. */
export const getUsagePreview = async (
  d: OfficeDependencies,
  { importId, actor }: { importId: string; actor: Actor },
) => {
  const who = await authorise(d, actor, "indicator.import", SUBJECT)
  const sheets = await getStagedUsage(importId, who.id)
  const there = new Map((await findUsageSheets(monthsOf(sheets))).map((sheet) => [sheet.id, sheet]))
  const names = await unitNamesOn(dayOf(d.clock.now()))
  return {
    importId,
    fileName: sheets[0]?.fileName ?? "",
    kind: sheets[0]?.kind ?? ("DOSSIERS" as const),
    columns: sheets[0]?.columns ?? [],
    generated: sheets[0]?.generated ?? false,
    lines: sheets.map((sheet) => {
      const old = there.get(sheet.id)
      return {
        id: sheet.id,
        month: sheet.month,
        unitName: names.get(sheet.unitId) ?? sheet.unitId,
        rows: sheet.rows.length,
        replaces: old ? { rows: old.rows.length, fileName: old.fileName, at: old.at } : null,
        isSame: old !== undefined && contentOf(old) === contentOf(sheet),
      }
    }),
  }
}

/**
 * Takes what was shown: every unit and month of the file is replaced whole, in one transaction. The same file again changes no figure.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError where a month was frozen since it was shown
 */
export const takeUsage = async (
  d: OfficeDependencies,
  { importId, actor }: { importId: string; actor: Actor },
): Promise<void> => {
  const who = await authorise(d, actor, "indicator.import", SUBJECT)
  const sheets = await getStagedUsage(importId, who.id)
  const months = monthsOf(sheets)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const [closed] = await findFrozenAmong(months, session)
    if (closed)
      throw new RuleBrokenError(
        `${closed.label} vừa được chốt (${closed.by}) nên không nhận số liệu của kỳ này. Mở lại báo cáo của kỳ rồi gửi lại tệp.`,
      )
    const there = new Set((await findUsageSheets(months, session)).map(({ id }) => id))
    await replaceUsageSheets(sheets, session)
    await removeStagedUsage(importId, session)
    const payload = {
      fileName: sheets[0]?.fileName ?? "",
      months,
      sheets: sheets.length,
      rows: sheets.reduce((sum, { rows }) => sum + rows.length, 0),
      replaced: sheets.filter(({ id }) => there.has(id)).length,
      generated: sheets[0]?.generated ?? false,
      digest: sha256(sheets.map((sheet) => `${sheet.id} ${contentOf(sheet)}`).join("\n")),
    }
    await appendAuditEntries(
      [auditDraft({ subject: { kind: "usage", id: importId }, type: "usage.imported", payload }, who, at)],
      session,
    )
  })
}

const monthsOf = (sheets: readonly UsageSheet[]): string[] =>
  [...new Set(sheets.map(({ month }) => month))].sort()

const contentOf = ({ columns, rows }: Pick<UsageSheet, "columns" | "rows">): string =>
  JSON.stringify([columns, rows])
