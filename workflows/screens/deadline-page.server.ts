import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import type { ClockKind } from "#models/deadline/clock-kinds.ts"
import { type Deadline, isOpenDeadline, STANDINGS, type Standing } from "#models/deadline/deadline.ts"
import { standingOn } from "#models/deadline/escalations.ts"
import type { Escalation } from "#models/reference/escalation.ts"
import { findChainsOn, findEscalationsOn } from "#models/reference/reference.repository.server.ts"
import type { Chains } from "#models/reference/reminder-chain.ts"
import { addDays, dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { type ListOrder, readOrder } from "#models/shared/list-order.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { actsOn, type DeadlineAct } from "#workflows/clocks/change-deadline.server.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

type Dependencies = OfficeDependencies & LedgerDependencies

export const DEADLINES_PER_PAGE = 50

/** `standing` "": whatever still runs. `within`: days from today. */
export type DeadlineQuery = {
  kind: ClockKind | ""
  role: Role | ""
  standing: Standing | "ALL" | ""
  moved: "" | "yes"
  within: "" | "7" | "30"
  /** A column: `due`, `original`, `standing`. */
  sort: string
  page: number
}

/** `role`: whose work it is; null where the office has set nobody for such deadlines. */
export type DeadlineRow = Deadline & { standing: Standing; role: Role | null; agencyName: string | null }

/** The clocks this person may see, soonest first unless asked otherwise, filtered. @throws ForbiddenError */
export const listDeadlines = async (
  d: Dependencies,
  input: { actor: Actor; query: DeadlineQuery },
): Promise<{
  today: IsoDay
  rows: DeadlineRow[]
  total: number
  counts: Partial<Record<Standing, number>>
  mayRecord: boolean
  /** Whose work deadlines are today, to choose from. */
  officers: Role[]
}> => {
  const { actor, query } = input
  await authorise(d, actor, "deadline.view", { kind: "deadline", id: "*" })
  const today = dayOf(d.clock.now())
  const visible = (await clockLedger(d)).filter((row) => maySee(actor, row))
  const facts = await factsOn(today)
  const all = visible.map((row): DeadlineRow => rowOf(row, facts))
  const counts: Partial<Record<Standing, number>> = {}
  for (const { standing } of all) counts[standing] = (counts[standing] ?? 0) + 1
  const found = all.filter((row) => fits(row, query, today)).sort(comparing(readOrder(query.sort)))
  const from = (query.page - 1) * DEADLINES_PER_PAGE
  return {
    today,
    rows: found.slice(from, from + DEADLINES_PER_PAGE),
    total: found.length,
    counts,
    mayRecord: isAllowed(actor, "deadline.record"),
    officers: [...new Set([...facts.chains.values()].map(({ OFFICER }) => OFFICER))],
  }
}

/** One clock with its history, and what this person may do with it. @throws ForbiddenError, NotFoundError */
export const getDeadlinePage = async (
  d: Dependencies,
  input: { actor: Actor; id: string },
): Promise<{
  today: IsoDay
  row: DeadlineRow
  acts: DeadlineAct["type"][]
  names: Record<string, string>
}> => {
  const { actor, id } = input
  await authorise(d, actor, "deadline.view", { kind: "deadline", id })
  const today = dayOf(d.clock.now())
  const row = (await clockLedger(d)).find((one) => one.id === id && maySee(actor, one))
  if (!row) throw new NotFoundError("Không tìm thấy thời hạn này trong sổ thời hạn.")
  const ids = [...row.moves, ...row.pauses].map(({ by }) => by).concat(row.endedBy ?? [])
  const people = await findUsers([...new Set(ids)])
  return {
    today,
    row: rowOf(row, await factsOn(today)),
    acts: isAllowed(actor, "deadline.change") ? actsOn(row) : [],
    names: Object.fromEntries(people.map(({ id: userId, fullName }) => [userId, fullName])),
  }
}

/** The office's clocks are everybody's; a unit's own its people's and of those who see every unit's registrations. */
const maySee = (actor: Actor, { agencyId }: Deadline): boolean =>
  agencyId === null ||
  isAllowed(actor, "registration.viewAll") ||
  isAllowed(actor, "registration.view", agencyId)

const rowOf = (row: Deadline, { today, names, escalations, chains }: DayFacts): DeadlineRow => ({
  ...row,
  standing: standingOn(row, escalations, today),
  role: chains.get(row.kind)?.OFFICER ?? null,
  agencyName: row.agencyId === null ? null : (names.get(row.agencyId) ?? row.agencyId),
})

type DayFacts = {
  today: IsoDay
  names: ReadonlyMap<string, string>
  escalations: readonly Escalation[]
  chains: Chains
}

const factsOn = async (today: IsoDay): Promise<DayFacts> => ({
  today,
  names: new Map((await findAgencies()).map((agency) => [agency.id, agencyNameOn(agency, today)])),
  escalations: await findEscalationsOn(today),
  chains: await findChainsOn(today),
})

const fits = (row: DeadlineRow, query: DeadlineQuery, today: IsoDay): boolean =>
  (query.standing === ""
    ? isOpenDeadline(row)
    : query.standing === "ALL" || row.standing === query.standing) &&
  (query.kind === "" || row.kind === query.kind) &&
  (query.role === "" || row.role === query.role) &&
  (query.moved === "" || row.due !== row.originalDue) &&
  (query.within === "" || row.due <= addDays(today, Number(query.within)))

const KEYS = new Map<string, (row: DeadlineRow) => string>([
  ["due", ({ due }) => due],
  ["original", ({ originalDue }) => originalDue],
  ["standing", ({ standing }) => String(STANDINGS.indexOf(standing))],
])

/** By a column, what is equal there soonest first. */
const comparing = (order: ListOrder | null) => {
  const key = KEYS.get(order?.key ?? "due")
  const way = order?.isDescending ? -1 : 1
  return (a: DeadlineRow, b: DeadlineRow): number =>
    (key ? compareText(key(a), key(b)) * way : 0) || compareText(a.due, b.due) || compareText(a.id, b.id)
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
