import { editionsInForceOn, effectiveDayOf } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { decisionOf, editionName, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions, getIssuedEdition } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import type { RowChange } from "#models/catalogue-edition/row-change.ts"
import { rowChanges } from "#models/catalogue-edition/row-changes.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { ChangingAct } from "#workflows/document-text/compose-act-annex.ts"

export type ActChanges = {
  act: ChangingAct
  /** `Điều chỉnh danh mục năm 2023 (lần 1)`. */
  editionName: string
  decision: DecisionReference
  /** From which day the act counts. */
  day: IsoDay
  /** By which decisions what it changes was in force; empty where nothing was. */
  against: DecisionReference[]
  /** Why, as the act says it; empty where each row says its own. */
  reason: string
  changes: RowChange[]
  issuer: EditionIssuer
}

/**
 * What an act changed, computed from the frozen editions in force on its day, by the same function as the catalogue itself.
 * @throws NotFoundError for an edition that was not issued, or that has no such act
 */
export const getActChanges = async (editionId: string, act: ChangingAct): Promise<ActChanges> => {
  const issued = await getIssuedEdition(editionId)
  const found = await CHANGES_OF[act](issued, await findIssuedEditions())
  if (!found) throw new NotFoundError(NONE[act](decisionOf(issued).number))
  const { issuer } = await issued.load()
  return { act, editionName: editionName(issued), decision: decisionOf(issued), issuer, ...found }
}

const NONE: Record<ChangingAct, (number: string) => string> = {
  "thay-doi": (number) =>
    `Quyết định số ${number} công bố danh mục đầu tiên: không có danh mục nào trước đó để so sánh.`,
  "thu-hoi": (number) => `Quyết định số ${number} chưa bị thu hồi.`,
  "dinh-chinh": (number) => `Chưa có đính chính nào ở dòng danh mục của Quyết định số ${number}.`,
}

type Found = Pick<ActChanges, "day" | "against" | "reason" | "changes">
type ReadChanges = (one: IssuedEdition, all: readonly IssuedEdition[]) => Promise<Found | null>

const referencesOn = (issued: readonly IssuedEdition[], day: IsoDay): DecisionReference[] => {
  const found = editionsInForceOn(issued, day)
  return found ? [found.base, ...found.amendments].map(decisionOf) : []
}

/** As frozen with an amendment; an annual edition, and an amendment of an earlier release, against what was in force before. */
const ofEdition: ReadChanges = async (one, all) => {
  const day = effectiveDayOf(one.decision)
  const others = all.filter(({ editionId }) => editionId !== one.editionId)
  const edition = await one.load()
  const before = await readInForceOn(others, day)
  if (!before && !edition.changes) return null
  const changes =
    edition.changes ??
    rowChanges({
      before: (before?.rows ?? []).map(({ entry }) => entry),
      now: edition.entries,
      isWhole: one.kind === "ANNUAL",
      reasonOf: ({ note }) => note,
    })
  return { day, against: referencesOn(others, day), reason: "", changes }
}

const ofRecall: ReadChanges = async (one, all) => {
  if (!one.recalled) return null
  const { at, reason, explanation } = one.recalled
  const day = dayOf(new Date(at))
  const standing = all.map((other) =>
    other.editionId === one.editionId ? { ...other, recalled: null } : other,
  )
  const entriesOf = async (issued: readonly IssuedEdition[]) =>
    ((await readInForceOn(issued, day))?.rows ?? []).map(({ entry }) => entry)
  const changes = rowChanges({
    before: await entriesOf(standing),
    now: await entriesOf(all),
    isWhole: true,
  })
  const why = explanation ?? reason
  return {
    day,
    against: referencesOn(standing, day),
    reason: why,
    changes: changes.map((change) => ({ ...change, reason: why })),
  }
}

/** Every row that errata of the edition correct, as it was printed and as it is read now. */
const ofErrata: ReadChanges = async (one) => {
  const { entries } = await one.load()
  const byId = new Map(entries.map((entry) => [entry.serviceId, entry]))
  const errata = one.errata.filter(({ rows = [] }) => rows.length > 0)
  const [last] = errata.slice(-1)
  if (!last) return null
  const changes = errata.flatMap(({ letter, day, text, rows = [] }) =>
    rows.flatMap(({ serviceId, column, before, now }): RowChange[] => {
      const entry = byId.get(serviceId)
      return entry
        ? [
            {
              serviceId,
              serviceCode: entry.serviceCode,
              procedureCode: entry.procedure.code,
              name: entry.procedure.name,
              unitName: entry.unit.name,
              kind: "REWORDED",
              columns: [{ column, before, now }],
              reason: `Công văn số ${letter}${day ? ` ngày ${formatDay(day)}` : ""}: ${text}`,
            },
          ]
        : []
    }),
  )
  return { day: dayOf(new Date(last.at)), against: [decisionOf(one)], reason: "", changes }
}

const CHANGES_OF: Record<ChangingAct, ReadChanges> = {
  "thay-doi": ofEdition,
  "thu-hoi": ofRecall,
  "dinh-chinh": ofErrata,
}
