import type { OwnCountName } from "#models/indicator/named-count.ts"
import { formatDay } from "#models/shared/dates.ts"
import { isOnlineLevel, SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import type { CountItem } from "./count-list.ts"
import type { UnitFacts } from "./facts-by-unit.ts"
import type {
  AnnouncedFact,
  CatalogueFact,
  PeriodFacts,
  ProcedureRow,
  PublicationFact,
  RemarkFact,
  TaskFact,
} from "./period-facts.ts"

/** What a count counts; its list is written out only when it is asked for. */
export type Counted = { value: number; items: () => CountItem[] }

const counted = <Row>(rows: readonly Row[], item: (row: Row) => CountItem): Counted => ({
  value: rows.length,
  items: () => rows.map(item),
})

/** A count of own records, of the facts of a unit or the province; null where there is no such data yet. */
export const ownCount = (facts: UnitFacts, name: OwnCountName): Counted | null => {
  const procedures = (holds: (row: ProcedureRow) => boolean): Counted => ({
    value: facts.proceduresByCode.filter((rows) => rows.some(holds)).length,
    items: () => firstOfEach(facts.procedures.filter(holds)).map(procedureItem),
  })
  const services = (holds: (row: CatalogueFact) => boolean) =>
    facts.catalogue && counted(facts.catalogue.filter(holds), serviceItem)
  const levels = (holds: (level: ServiceLevel, rows: readonly CatalogueFact[]) => boolean) =>
    facts.catalogueByCode &&
    counted(
      facts.catalogueByCode.filter(({ level, rows }) => holds(level, rows)),
      ({ level, first: { code, name: title, unitId } }) => ({
        key: code,
        code,
        name: title,
        unitId,
        amount: 1,
        note: SERVICE_LEVEL_LABELS[level],
      }),
    )
  const tasks = (holds: (task: TaskFact) => boolean) =>
    facts.tasks && counted(facts.tasks.filter(holds), taskItem)
  const remarks = (onlyAnswered: boolean) =>
    counted(
      facts.remarks.filter((row) => row.isAnswered || !onlyAnswered),
      remarkItem,
    )
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
      return announced(facts.announced, false)
    case "announcedOnTimeProcedures":
      return announced(facts.announced, true)
    case "publishedOrDueProcedures":
      return publications(facts, (row) => isPublishedIn(row, facts) || isOwed(row, facts))
    case "dueByPeriodEndProcedures":
      return publications(
        facts,
        (row) => isPublishedIn(row, facts) || (isOwed(row, facts) && row.dueOn <= facts.period.to),
      )
    case "publishedOnTimeProcedures":
      return publications(facts, (row) => isPublishedIn(row, facts) && !isLate(row), true)
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

const firstOfEach = (rows: readonly ProcedureRow[]): ProcedureRow[] => {
  const seen = new Set<string>()
  return rows.filter(({ code }) => !seen.has(code) && seen.add(code))
}

const procedureItem = ({ code, name, unitId }: ProcedureRow): CountItem => ({
  key: code,
  code,
  name,
  unitId,
  amount: 1,
  note: "",
})

const serviceItem = ({ serviceId, serviceCode, name, unitId, level }: CatalogueFact): CountItem => ({
  key: serviceId,
  code: serviceCode,
  name,
  unitId,
  amount: 1,
  note: SERVICE_LEVEL_LABELS[level],
})

const remarkItem = ({ id, code, name, unitId, isAnswered }: RemarkFact): CountItem => ({
  key: id,
  code,
  name,
  unitId,
  amount: 1,
  note: isAnswered ? "đã trả lời" : "chờ trả lời",
})

/** One late time makes the procedure late. */
function announced(rows: readonly AnnouncedFact[], onlyOnTime: boolean): Counted {
  const worst = [...Map.groupBy(rows, ({ code }) => code).values()].flatMap(
    (acts) => acts.find(({ isOnTime }) => !isOnTime) ?? acts.slice(0, 1),
  )
  return counted(
    worst.filter(({ isOnTime }) => isOnTime || !onlyOnTime),
    announcedItem,
  )
}

const announcedItem = ({
  code,
  name,
  unitId,
  decision,
  decidedOn,
  effectiveOn,
}: AnnouncedFact): CountItem => {
  const bases = effectiveOn
    ? `căn cứ mới nhất có hiệu lực ${formatDay(effectiveOn)}`
    : "chưa rõ ngày hiệu lực của căn cứ"
  const note = `${decision} ngày ${formatDay(decidedOn)}; ${bases}`
  return { key: code, code, name, unitId, amount: 1, note }
}

const isPublishedIn = ({ publishedOn }: PublicationFact, { period, readOn }: PeriodFacts): boolean =>
  publishedOn !== null && period.from <= publishedOn && publishedOn <= readOn

/** Decided by the period's reckoning, and not public when it began. */
const isOwed = ({ decidedOn, publishedOn }: PublicationFact, facts: PeriodFacts): boolean =>
  decidedOn <= facts.publicationsUntil && (publishedOn === null || publishedOn >= facts.period.from)

const isLate = ({ publishedOn, dueOn }: PublicationFact): boolean =>
  publishedOn === null || publishedOn > dueOn

/** `every`: a procedure counts only where each of its acts in the period holds. */
function publications(facts: PeriodFacts, holds: (row: PublicationFact) => boolean, every = false): Counted {
  const shown = [...Map.groupBy(facts.publications, ({ code }) => code).values()].flatMap((acts) => {
    const asked = acts.filter((row) => isPublishedIn(row, facts) || isOwed(row, facts))
    const met = asked.filter(holds)
    return every && met.length < asked.length ? [] : met.slice(0, 1)
  })
  return counted(shown, ({ code, name, unitId, decision, decidedOn, dueOn, publishedOn }) => ({
    key: code,
    code,
    name,
    unitId,
    amount: 1,
    note: `${decision} ngày ${formatDay(decidedOn)}; hạn ${formatDay(dueOn)}; ${publishedOn ? `công khai ${formatDay(publishedOn)}` : "chưa công khai"}`,
  }))
}

const taskItem = ({ id, name, unitId, due, doneOn }: TaskFact): CountItem => ({
  key: id,
  code: "",
  name,
  unitId,
  amount: 1,
  note: `hạn ${formatDay(due)}${doneOn ? `; xong ${formatDay(doneOn)}` : ""}`,
})
