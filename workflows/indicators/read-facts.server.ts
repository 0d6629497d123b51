import { findAgencies, findUnitGroups } from "#models/agency/agency.repository.server.ts"
import { type Agency, agencyNameOn, type UnitGroup } from "#models/agency/agency.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { type ReadCatalogue, readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { type Period, periodOf, readingDayOf } from "#models/indicator/period.ts"
import { findUsageSheets } from "#models/indicator/usage-sheet.repository.server.ts"
import type { UsageSheet } from "#models/indicator/usage-sheet.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findRecordsShown, type RecordShown } from "#models/outbox/live-records.repository.server.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { doneAt } from "#models/plan-task/task-assignment.ts"
import { findContentsOn } from "#models/procedure/snapshot-history.server.ts"
import { findRemarksBetween } from "#models/public-remark/public-remark.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { addDays, dayOf, type IsoDay, instantOf, isValidOn } from "#models/shared/dates.ts"
import { workingDaysFrom } from "#models/shared/working-days.ts"
import { serviceOfRecord } from "#workflows/portal-record/unit-batches.ts"
import { announcedIn, publicationsBy } from "./decision-facts.server.ts"
import type { CatalogueFact, PeriodFacts, ProcedureRow, RemarkFact, TaskFact } from "./period-facts.ts"
import { PUBLISHING_DAYS } from "./publishing-days.ts"
import { factsOfContents } from "./remembered-facts.server.ts"

const NOBODY: ReadonlySet<string> = new Set()

/** What periods are read from, read once for all of them: own records, and what was imported of their months and of the years before. */
export const readRecords = async (periods: readonly Period[]) => ({
  issued: await findIssuedEditions(),
  shown: await findRecordsShown(),
  calendar: await storedReference.workCalendar(),
  agencies: await findAgencies(),
  groups: await findUnitGroups(),
  services: await findActiveServices(),
  assignments: await findAssignments(),
  sheets: await findUsageSheets([...new Set(periods.flatMap(({ months }) => months))]),
  lastYears: await receivedInYearsBefore(periods),
})
type PeriodRecords = Awaited<ReturnType<typeof readRecords>>

/** Reads all that the counts of a period are told from, as of today; null where the period has not begun. */
export const readPeriodFacts = async (
  period: Period,
  today: IsoDay,
  records: PeriodRecords,
): Promise<PeriodFacts | null> => {
  const readOn = readingDayOf(period, today)
  if (!readOn) return null
  const { issued, shown, calendar, agencies, groups, services, assignments } = records
  const inForce = await readInForceOn(issued, readOn)
  const members = membersOn(agencies, groups, readOn)
  return {
    period,
    readOn,
    groups: members,
    catalogue: inForce && catalogueFacts(inForce, shown, readOn),
    procedures: await procedureRows(inForce, { agencies, members, services, day: readOn }),
    announced: await announcedIn(issued, { from: period.from, to: readOn }, calendar),
    publications: await publicationsBy(issued, shown, readOn, calendar),
    publicationsUntil: workingDaysFrom(period.to, PUBLISHING_DAYS, calendar),
    tasks: taskFacts(assignments, period, readOn),
    remarks: await remarkFacts(period, readOn),
    usage: records.sheets.filter(({ month }) => period.months.includes(month)),
    lastYear: records.lastYears.get(yearBefore(period)) ?? new Map(),
  }
}

function membersOn(
  agencies: readonly Agency[],
  groups: readonly UnitGroup[],
  day: IsoDay,
): Map<string, ReadonlySet<string>> {
  const valid = agencies.filter((agency) => isValidOn(agency, day))
  return new Map(
    groups.map(({ id, agencyKind }) => [
      id,
      new Set(valid.filter(({ kind }) => kind === agencyKind).map((one) => one.id)),
    ]),
  )
}

function catalogueFacts(
  { rows }: ReadCatalogue,
  shown: readonly RecordShown[],
  day: IsoDay,
): CatalogueFact[] {
  const publicIds = publicOn(shown, day)
  const sets = new Map<string, ReadonlySet<string>>()
  return rows.map(({ entry }) => {
    const { unit } = entry
    const members = sets.get(unit.id) ?? new Set(unit.members.map(({ id }) => id))
    sets.set(unit.id, members)
    return {
      serviceId: entry.serviceId,
      serviceCode: entry.serviceCode,
      code: entry.procedure.code,
      name: entry.caseName ? `${entry.procedure.name} (${entry.caseName})` : entry.procedure.name,
      unitId: unit.id,
      members,
      level: entry.level,
      isProactive: entry.proactiveLevel !== undefined,
      isPublic: publicIds.has(entry.serviceId),
    }
  })
}

/** The services a portal showed on a day: what was last seen of their record there was no withdrawal. */
function publicOn(shown: readonly RecordShown[], day: IsoDay): Set<string> {
  const last = new Map<string, RecordShown>()
  for (const one of shown) {
    if (!one.liveOn || one.liveOn > day) continue
    const key = `${one.target}:${one.recordId}`
    if ((last.get(key)?.sequence ?? 0) < one.sequence) last.set(key, one)
  }
  return new Set(
    [...last.values()]
      .filter(({ operation }) => operation !== "WITHDRAW")
      .map(({ recordId }) => serviceOfRecord(recordId)),
  )
}

/** Public procedures at each of their units: those of the register, and what the catalogue in force still holds. */
async function procedureRows(
  inForce: ReadCatalogue | null,
  {
    agencies,
    members,
    services,
    day,
  }: Pick<PeriodRecords, "agencies" | "services"> & {
    members: Map<string, ReadonlySet<string>>
    day: IsoDay
  },
): Promise<ProcedureRow[]> {
  const branches = new Set(agencies.filter(({ kind }) => kind === "CENTRAL_BRANCH").map(({ id }) => id))
  const contents = await findContentsOn(day)
  const places = new Map<string, { hash: string; unitId: string }>()
  for (const { procedureCode, unit } of services) {
    const hash = contents.get(procedureCode)
    if (hash && !branches.has(unit.id)) places.set(`${procedureCode} ${unit.id}`, { hash, unitId: unit.id })
  }
  for (const { entry } of inForce?.rows ?? []) {
    const key = `${entry.procedure.code} ${entry.unit.id}`
    if (!places.has(key))
      places.set(key, {
        hash: contents.get(entry.procedure.code) ?? entry.snapshotHash,
        unitId: entry.unit.id,
      })
  }
  const facts = await factsOfContents([...places.values()].map(({ hash }) => hash))
  return [...places.values()].flatMap(({ hash, unitId }) => {
    const known = facts.get(hash)
    return known?.isPublic ? [{ ...known, unitId, members: members.get(unitId) ?? NOBODY }] : []
  })
}

function taskFacts(
  all: PeriodRecords["assignments"],
  { from, to }: Period,
  readOn: IsoDay,
): TaskFact[] | null {
  if (all.length === 0) return null
  return all.flatMap((task) => {
    const { id, agencyId, text, number, due, workflow } = task
    if (workflow.value === "cancelled" || due === null || due < from || due > to) return []
    const done = doneAt(task)
    const doneOn = done ? dayOf(new Date(done)) : null
    return [
      {
        id,
        name: `${number}. ${text}`,
        unitId: agencyId,
        due,
        doneOn: doneOn && doneOn <= readOn ? doneOn : null,
      },
    ]
  })
}

async function remarkFacts({ from }: Period, readOn: IsoDay): Promise<RemarkFact[]> {
  const until = instantOf(addDays(readOn, 1))
  const rows = await findRemarksBetween(instantOf(from), until)
  return rows.map(({ id, procedureCode, procedureName, agencyId, repliedAt }) => ({
    id,
    code: procedureCode,
    name: procedureName,
    unitId: agencyId ?? "",
    isAnswered: repliedAt !== null && repliedAt < until,
  }))
}

const yearBefore = ({ id }: Period): string => String(Number(id.slice(0, 4)) - 1)

/** Dossiers received in each year before one of these periods, per unit. */
async function receivedInYearsBefore(periods: readonly Period[]): Promise<Map<string, Map<string, number>>> {
  const years = new Map<string, Map<string, number>>()
  for (const year of new Set(periods.map(yearBefore))) {
    const sheets = await findUsageSheets(periodOf(year)?.months ?? [])
    years.set(year, receivedIn(sheets))
  }
  return years
}

function receivedIn(sheets: readonly UsageSheet[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { unitId, columns, rows } of sheets) {
    const at = columns.indexOf("received")
    if (at < 0) continue
    const sum = rows.reduce((all, { values }) => all + (values[at] ?? 0), 0)
    sums.set(unitId, (sums.get(unitId) ?? 0) + sum)
  }
  return sums
}

/** Units by id, as they are called on a day. */
export const unitNamesOn = async (day: IsoDay): Promise<Map<string, string>> =>
  new Map([
    ...(await findAgencies()).map((agency) => [agency.id, agencyNameOn(agency, day)] as const),
    ...(await findUnitGroups()).map(({ id, name }) => [id, name] as const),
  ])
