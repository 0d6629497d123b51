import { findEntriesOfProcedure } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { type CatalogueRow, editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { entryNameOf } from "#models/catalogue-edition/entry-name.ts"
import { decisionOf, editionName, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { endsRowsOf } from "#models/procedure-repeal/procedure-repeal.ts"
import { findKnownRepeals, type KnownRepeal } from "#models/procedure-repeal/repeals-in-effect.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { RepealInWords } from "./catalogue-page.server.ts"
import { viewInForceOn } from "./catalogue-view.server.ts"

/** One service of the procedure: at which level, why not more, where to hand in, and on which decision that stands. */
export type ProcedureService = Pick<
  CatalogueEntry,
  | "serviceId"
  | "serviceCode"
  | "serviceName"
  | "level"
  | "partialReason"
  | "citation"
  | "adminLevel"
  | "url"
  | "onlinePayment"
  | "publicPostalService"
  | "proactiveLevel"
> & { caseName: string; unit: string; members: string[]; standsOn: DecisionReference }

/** The levels of the procedure's services in one edition. */
export type HistoryLine = {
  edition: DecisionReference & { name: string; isRecalled: boolean; isInForce: boolean }
  levels: { serviceCode: string; caseName: string; unit: string; level: ServiceLevel }[]
}

export type ProcedurePage = {
  procedure: Procedure
  services: ProcedureService[]
  /** False when the catalogue in force no longer holds it; what is shown is how it last stood. */
  isInForce: boolean
  /** The newest repeal of it that is in effect; null when there is none, or it was decided anew since. */
  repealed: RepealInWords | null
  /** A repeal that is known and whose day has not come: until then it is in force. */
  repealAhead: RepealInWords | null
  /** Newest first. */
  history: HistoryLine[]
}

/** A procedure as the public may know it. @throws NotFoundError when no issued edition ever held it */
export const getProcedurePage = async ({ clock }: { clock: Clock }, code: string): Promise<ProcedurePage> => {
  const today = dayOf(clock.now())
  const issued = await findIssuedEditions()
  const inForce = await viewInForceOn(issued, today)
  const current = inForce?.rows.filter(({ entry }) => entry.procedure.code === code) ?? []
  const past = await pastRows(code, issued)
  const shown = current.length > 0 ? current : (past[0]?.rows ?? [])
  const newest = shown.reduce<CatalogueRow | null>(
    (best, row) => (best === null || row.standsOn.day > best.standsOn.day ? row : best),
    null,
  )
  if (!newest)
    throw new NotFoundError(
      `Không có thủ tục mã «${code}» trong các danh mục đã công bố. Kiểm tra lại mã, hoặc tìm theo tên.`,
    )
  const known = await findKnownRepeals({ code })
  const repeals = known.filter(({ effectiveOn }) => effectiveOn <= today)
  const [repeal] = repeals
  const coming = known.find(({ effectiveOn }) => effectiveOn > today)
  return {
    procedure: newest.entry.procedure,
    services: shown.map(toService),
    isInForce: current.length > 0,
    repealed: current.length > 0 || !repeal ? null : { ...repeal.decision, effectiveOn: repeal.effectiveOn },
    repealAhead: coming ? { ...coming.decision, effectiveOn: coming.effectiveOn } : null,
    history: historyOf(past, issued, today, repeals),
  }
}

/** The rows of the procedure in every issued edition that held it, newest edition first. */
async function pastRows(code: string, issued: readonly IssuedEdition[]) {
  const found = await findEntriesOfProcedure(
    code,
    issued.map(({ draftId }) => draftId),
  )
  return issued.flatMap((one) => {
    const rows = found
      .filter(({ editionDraftId }) => editionDraftId === one.draftId)
      .map(({ entry }): CatalogueRow => ({ entry, standsOn: decisionOf(one) }))
    return rows.length > 0 ? [{ one, rows }] : []
  })
}

const toService = ({ entry, standsOn }: CatalogueRow): ProcedureService => ({
  serviceId: entry.serviceId,
  serviceCode: entry.serviceCode,
  serviceName: entry.serviceName,
  caseName: entryNameOf(entry).caseName,
  level: entry.level,
  partialReason: entry.partialReason,
  citation: entry.citation,
  adminLevel: entry.adminLevel,
  url: entry.url,
  onlinePayment: entry.onlinePayment,
  publicPostalService: entry.publicPostalService,
  ...(entry.proactiveLevel ? { proactiveLevel: entry.proactiveLevel } : {}),
  unit: entry.unit.name,
  members: entry.unit.members.map(({ name }) => name),
  standsOn,
})

function historyOf(
  past: readonly { one: IssuedEdition; rows: CatalogueRow[] }[],
  issued: readonly IssuedEdition[],
  today: IsoDay,
  repeals: readonly KnownRepeal[],
): HistoryLine[] {
  const inForce = editionsInForceOn(issued, today)
  const standing = new Set(
    inForce ? [inForce.base, ...inForce.amendments].map(({ editionId }) => editionId) : [],
  )
  return past.map(({ one, rows }) => ({
    edition: {
      ...decisionOf(one),
      name: editionName(one),
      isRecalled: one.recalled !== null,
      isInForce:
        standing.has(one.editionId) && !repeals.some((repeal) => endsRowsOf(repeal, one.issuedOn, today)),
    },
    levels: rows.map(({ entry }) => ({
      serviceCode: entry.serviceCode,
      caseName: entryNameOf(entry).caseName,
      unit: entry.unit.name,
      level: entry.level,
    })),
  }))
}
