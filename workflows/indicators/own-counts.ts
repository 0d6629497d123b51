import { highestLevel } from "#models/catalogue-edition/figures/row-lists.ts"
import type { OwnCountName } from "#models/indicator/named-count.ts"
import { formatDay } from "#models/shared/dates.ts"
import { isOnlineLevel, SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import type { CountItem } from "./count-list.ts"
import type {
  AnnouncedFact,
  CatalogueFact,
  PeriodFacts,
  ProcedureRow,
  PublicationFact,
  TaskFact,
} from "./period-facts.ts"
import { isOf } from "./period-facts.ts"

type Items = CountItem[] | null

/** The list behind a count of own records, for a unit or the province; null where there is no such data yet. */
export const ownItems = (facts: PeriodFacts, name: OwnCountName, unitId: string | null): Items => {
  const procedures = (
    holds: (row: ProcedureRow) => boolean,
    note: (row: ProcedureRow) => string = () => "",
  ) =>
    procedureItems(
      facts.procedures.filter((row) => isOf(row, unitId)),
      holds,
      note,
    )
  const services = (holds: (row: CatalogueFact) => boolean) =>
    facts.catalogue && serviceItems(facts.catalogue.filter((row) => isOf(row, unitId)).filter(holds))
  const levels = (holds: (level: ServiceLevel, rows: CatalogueFact[]) => boolean) =>
    facts.catalogue &&
    levelItems(
      facts.catalogue.filter((row) => isOf(row, unitId)),
      holds,
    )
  const tasks = (holds: (task: TaskFact) => boolean) =>
    facts.tasks && taskItems(facts.tasks.filter((task) => isOf(task, unitId)).filter(holds))
  const remarks = (onlyAnswered: boolean) =>
    facts.remarks
      .filter((row) => isOf(row, unitId) && (row.isAnswered || !onlyAnswered))
      .map(({ id, code, name: title, unitId: at, isAnswered }) => ({
        key: id,
        code,
        name: title,
        unitId: at,
        amount: 1,
        note: isAnswered ? "đã trả lời" : "chờ trả lời",
      }))
  switch (name) {
    case "procedures":
      return procedures(() => true)
    case "completeProcedures":
      return procedures(({ missingParts }) => missingParts.length === 0)
    case "eligibleProcedures":
      return procedures(({ isEligible }) => isEligible)
    case "feeProcedures":
      return procedures(({ hasFee }) => hasFee)
    case "citizenProcedures":
      return procedures(({ isForCitizens }) => isForCitizens)
    case "catalogueServices":
      return services(() => true)
    case "onlineServices":
      return services(({ level }) => isOnlineLevel(level))
    case "fullServices":
      return services(({ level }) => level === "FULL")
    case "partialServices":
      return services(({ level }) => level === "PARTIAL")
    case "proactiveServices":
      return services(({ level, isProactive }) => isOnlineLevel(level) && isProactive)
    case "publicServices":
      return services(({ level, isPublic }) => isOnlineLevel(level) && isPublic)
    case "onlineProcedures":
      return levels((level) => isOnlineLevel(level))
    case "fullProcedures":
      return levels((level) => level === "FULL")
    case "partialProcedures":
      return levels((level) => level === "PARTIAL")
    case "publicFullProcedures":
      return levels((_, rows) => rows.some(({ level, isPublic }) => level === "FULL" && isPublic))
    case "announcedProcedures":
      return announcedItems(
        facts.announced.filter((row) => isOf(row, unitId)),
        false,
      )
    case "announcedOnTimeProcedures":
      return announcedItems(
        facts.announced.filter((row) => isOf(row, unitId)),
        true,
      )
    case "publishedOrDueProcedures":
      return publicationItems(facts, unitId, (row) => isPublishedIn(row, facts) || isOwed(row, facts))
    case "dueByPeriodEndProcedures":
      return publicationItems(
        facts,
        unitId,
        (row) => isPublishedIn(row, facts) || (isOwed(row, facts) && row.dueOn <= facts.period.to),
      )
    case "publishedOnTimeProcedures":
      return publicationItems(facts, unitId, (row) => isPublishedIn(row, facts) && !isLate(row), true)
    case "dueTasks":
      return tasks(() => true)
    case "doneTasks":
      return tasks(({ doneOn }) => doneOn !== null)
    case "doneOnTimeTasks":
      return tasks(({ doneOn, due }) => doneOn !== null && doneOn <= due)
    case "lateTasks":
      return tasks(({ doneOn, due }) => doneOn === null && due < facts.readOn)
    case "remarks":
      return remarks(false)
    case "answeredRemarks":
      return remarks(true)
    default:
      return null
  }
}

function procedureItems(
  rows: readonly ProcedureRow[],
  holds: (row: ProcedureRow) => boolean,
  note: (row: ProcedureRow) => string,
): CountItem[] {
  const found = new Map<string, CountItem>()
  for (const row of rows)
    if (!found.has(row.code) && holds(row))
      found.set(row.code, {
        key: row.code,
        code: row.code,
        name: row.name,
        unitId: row.unitId,
        amount: 1,
        note: note(row),
      })
  return [...found.values()]
}

const serviceItems = (rows: readonly CatalogueFact[]): CountItem[] =>
  rows.map(({ serviceId, serviceCode, name, unitId, level }) => ({
    key: serviceId,
    code: serviceCode,
    name,
    unitId,
    amount: 1,
    note: SERVICE_LEVEL_LABELS[level],
  }))

/** Procedures by the level of their highest service within these rows. */
function levelItems(
  rows: readonly CatalogueFact[],
  holds: (level: ServiceLevel, rows: CatalogueFact[]) => boolean,
): CountItem[] {
  const items: CountItem[] = []
  for (const [code, own] of Map.groupBy(rows, (row) => row.code)) {
    const level = highestLevel(own.map((row) => row.level))
    const first = own[0]
    if (first && holds(level, own))
      items.push({
        key: code,
        code,
        name: first.name,
        unitId: first.unitId,
        amount: 1,
        note: SERVICE_LEVEL_LABELS[level],
      })
  }
  return items
}

/** One late time makes the procedure late. */
function announcedItems(rows: readonly AnnouncedFact[], onlyOnTime: boolean): CountItem[] {
  const items: CountItem[] = []
  for (const [code, acts] of Map.groupBy(rows, (row) => row.code)) {
    const worst = acts.find(({ isOnTime }) => !isOnTime) ?? acts[0]
    if (!worst || (onlyOnTime && !worst.isOnTime)) continue
    const bases = worst.effectiveOn
      ? `căn cứ mới nhất có hiệu lực ${formatDay(worst.effectiveOn)}`
      : "chưa rõ ngày hiệu lực của căn cứ"
    items.push({
      key: code,
      code,
      name: worst.name,
      unitId: worst.unitId,
      amount: 1,
      note: `${worst.decision} ngày ${formatDay(worst.decidedOn)}; ${bases}`,
    })
  }
  return items
}

const isPublishedIn = ({ publishedOn }: PublicationFact, { period, readOn }: PeriodFacts): boolean =>
  publishedOn !== null && period.from <= publishedOn && publishedOn <= readOn

/** Decided by the period's reckoning, and not public when it began. */
const isOwed = ({ decidedOn, publishedOn }: PublicationFact, facts: PeriodFacts): boolean =>
  decidedOn <= facts.publicationsUntil && (publishedOn === null || publishedOn >= facts.period.from)

const isLate = ({ publishedOn, dueOn }: PublicationFact): boolean =>
  publishedOn === null || publishedOn > dueOn

/** `every`: a procedure counts only where each of its acts in the period holds. */
function publicationItems(
  facts: PeriodFacts,
  unitId: string | null,
  holds: (row: PublicationFact) => boolean,
  every = false,
): CountItem[] {
  const asked = facts.publications.filter((row) => isOf(row, unitId))
  const items: CountItem[] = []
  for (const [code, acts] of Map.groupBy(asked, (row) => row.code)) {
    const counted = acts.filter((row) => isPublishedIn(row, facts) || isOwed(row, facts))
    const met = counted.filter(holds)
    const shown = met[0]
    if (!shown || (every && met.length < counted.length)) continue
    items.push({
      key: code,
      code,
      name: shown.name,
      unitId: shown.unitId,
      amount: 1,
      note: `${shown.decision} ngày ${formatDay(shown.decidedOn)}; hạn ${formatDay(shown.dueOn)}; ${shown.publishedOn ? `công khai ${formatDay(shown.publishedOn)}` : "chưa công khai"}`,
    })
  }
  return items
}

const taskItems = (tasks: readonly TaskFact[]): CountItem[] =>
  tasks.map(({ id, name, unitId, due, doneOn }) => ({
    key: id,
    code: "",
    name,
    unitId,
    amount: 1,
    note: `hạn ${formatDay(due)}${doneOn ? `; xong ${formatDay(doneOn)}` : ""}`,
  }))
