import { highestLevel } from "#models/catalogue-edition/figures/row-lists.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { type ReadCatalogue, readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findEvidenceLists, findRowsOfList } from "#models/evidence-list/evidence-list.repository.server.ts"
import { EVIDENCE_KIND_LABELS, type EvidenceMatch, SHOWN_KINDS } from "#models/evidence-list/evidence-list.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findRecordsShown } from "#models/outbox/live-records.repository.server.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import {
  compareLevels,
  connectionGaps,
  type Disagreement,
  type OurLevel,
  type TheirLevel,
} from "#workflows/evidence/level-agreement.ts"
import { PUBLISHING_DAYS } from "#workflows/indicators/publishing-days.ts"
import { unitNamesOn } from "#workflows/indicators/read-facts.server.ts"

type Dependencies = OfficeDependencies & { reference: Pick<ReferenceReader, "portalTargetsOn"> }

/** Records that wait longest at each portal, shown. */
const WAITING_SHOWN = 10

/**
 * The levels of the catalogue in force beside the newest list of each kind that tells of them, procedure by procedure; and the days
 * between decision and portal. Lists are imported at /doi-chieu; without one nothing is said.
 * @throws ForbiddenError
 */
export const getLevelAgreement = async (d: Dependencies, { actor }: { actor: Actor }) => {
  await authorise(d, actor, "register.view", { kind: "evidence", id: "*" })
  const today = dayOf(d.clock.now())
  const issued = await findIssuedEditions()
  const inForce = await readInForceOn(issued, today)
  const names = await unitNamesOn(today)
  const nameOf = (id: string | null) => (id === null ? "chưa rõ đơn vị" : (names.get(id) ?? id))
  const owners = new Map(
    (await findActiveServices()).map(({ procedureCode, unit }) => [procedureCode, unit.id]),
  )
  const lists = await findEvidenceLists()
  const calendar = await storedReference.workCalendar()
  const ours = levelsInForce(inForce)
  const compared = []
  for (const kind of SHOWN_KINDS) {
    const list = lists.find((one) => one.kind === kind)
    if (!list || !inForce) {
      compared.push({ kind, label: EVIDENCE_KIND_LABELS[kind], list: null, agreement: null })
      continue
    }
    const kept = Object.groupBy(await findRowsOfList(list.id), ({ state }) => state)
    const confirmed = kept.CONFIRMED ?? []
    const theirs = levelsOf(confirmed)
    const known = new Set(theirs.map(({ code }) => code))
    // What a row may mean is neither there nor missing until somebody has said so; nor is what is there without a level.
    const untold = new Set(
      [...(kept.PROPOSED ?? []), ...confirmed]
        .map(({ procedureCode }) => procedureCode)
        .filter((code) => !known.has(code)),
    )
    const told = ours.filter(({ code }) => !untold.has(code))
    const { disagreements, ...counts } = compareLevels(told, theirs, {
      listDay: list.publishedOn,
      today,
      calendar,
      mendDays: PUBLISHING_DAYS,
      ownerOf: (code) => owners.get(code) ?? null,
    })
    compared.push({
      kind,
      label: EVIDENCE_KIND_LABELS[kind],
      list: { issuer: list.issuer, publishedOn: list.publishedOn, rows: list.rows },
      agreement: {
        ...counts,
        untold: ours.length - told.length,
        listRows: rowsByStanding(list.rows, kept),
        rows: disagreements.map((row) => ({ ...row, unit: nameOf(row.agencyId) })),
      },
    })
  }
  const targets = new Map((await d.reference.portalTargetsOn(today)).map(({ id, name }) => [id, name]))
  const decidedOn = new Map(issued.map(({ editionId, decision }) => [editionId, decision.day]))
  const sent = (await findRecordsShown()).flatMap(
    ({ target, recordId, editionId, operation, state, liveOn }) => {
      const decided = decidedOn.get(editionId)
      return decided && operation !== "WITHDRAW" && state !== "superseded"
        ? [{ target, recordId, decidedOn: decided, liveOn }]
        : []
    },
  )
  return {
    today,
    hasCatalogue: inForce !== null,
    compared,
    gaps: connectionGaps(sent, today).map(({ waiting, ...gap }) => ({
      ...gap,
      name: targets.get(gap.target) ?? gap.target,
      waitingCount: waiting.length,
      waiting: waiting.slice(0, WAITING_SHOWN).map(({ recordId, days }) => {
        const [code = recordId, unitId = ""] = recordId.split("@")
        return { recordId, days, name: unitId ? `${code} · ${nameOf(unitId)}` : code }
      }),
    })),
  }
}

/** A row of a list that stands for no procedure, or not yet. */
export type RowLeft = Pick<
  EvidenceMatch,
  "line" | "rowCode" | "rowName" | "level" | "procedureCode" | "procedureName"
>

/**
 * Every row of a list by what it stands for: `matched` + `unlevelled` + the three lists + `notKept` = all its rows. `notKept`: rows of
 * a list taken in when rows like none of ours were counted and not kept.
 */
function rowsByStanding(
  all: number,
  {
    CONFIRMED = [],
    PROPOSED = [],
    REJECTED = [],
    UNMATCHED = [],
  }: Partial<Record<EvidenceMatch["state"], EvidenceMatch[]>>,
) {
  const left = (rows: readonly EvidenceMatch[]) =>
    rows.map(
      ({ line, rowCode, rowName, level, procedureCode, procedureName }): RowLeft => ({
        line,
        rowCode,
        rowName,
        level,
        procedureCode,
        procedureName,
      }),
    )
  const silent = CONFIRMED.filter(({ level }) => level === null)
  return {
    all,
    matched: CONFIRMED.length - silent.length,
    unlevelled: silent.length,
    waiting: left(PROPOSED),
    different: left(REJECTED),
    unmatched: left(UNMATCHED),
    notKept: Math.max(0, all - CONFIRMED.length - PROPOSED.length - REJECTED.length - UNMATCHED.length),
  }
}

export type LevelAgreement = Awaited<ReturnType<typeof getLevelAgreement>>
export type AgreementRow = Disagreement & { unit: string }

/** Each procedure of the catalogue at its highest level, with the row that has it. */
function levelsInForce(inForce: ReadCatalogue | null): OurLevel[] {
  return [...Map.groupBy(inForce?.rows ?? [], ({ entry }) => entry.procedure.code)].flatMap(
    ([code, rows]) => {
      const level = highestLevel(rows.map(({ entry }) => entry.level))
      const row = rows.find(({ entry }) => entry.level === level)
      return row
        ? [
            {
              code,
              name: row.entry.procedure.name,
              level,
              agencyId: row.entry.agency.id,
              decidedOn: row.standsOn.day,
            },
          ]
        : []
    },
  )
}

/** Of several rows of one procedure the highest counts, as with ours. A row without a level says nothing. */
const levelsOf = (matches: readonly EvidenceMatch[]): TheirLevel[] =>
  [...Map.groupBy(matches, ({ procedureCode }) => procedureCode)].flatMap(([code, rows]) => {
    const levels = rows.flatMap(({ level }) => level ?? [])
    return levels.length === 0
      ? []
      : [{ code, name: rows[0]?.procedureName ?? "", level: highestLevel(levels) }]
  })
