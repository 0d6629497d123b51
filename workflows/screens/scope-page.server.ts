import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import { findServicesOf } from "#models/online-service/online-service.repository.server.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { SCOPE_DOUBTS, type ScopeAnswerValue, type ScopeDoubt } from "#models/procedure-scope/scope.ts"
import { findRegistrationsOfProcedures } from "#models/registration/registration.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { findBrought } from "#workflows/scope/brought-services.server.ts"
import { findUnsettled, type ProcedureScope, readScopes } from "#workflows/scope/read-scopes.server.ts"
import type { ScopeList } from "#workflows/scope/scope-lists.ts"
import { RESTING } from "#workflows/scope/settle-scope.server.ts"

export const SCOPE_ROWS_PER_PAGE = 100

export type ScopeRow = {
  code: string
  name: string
  announcer: string
  executing: string
  levels: string
  reason: string
  doubt: ScopeDoubt | null
  suggestion: ScopeAnswerValue | null
  answer: { value: ScopeAnswerValue; reason: string; byName: string; at: Date } | null
}

export type ScopePage = {
  rows: ScopeRow[]
  total: number
  counts: Record<ScopeList, number>
  /** How many of the unsettled are in doubt for each reason. */
  doubts: { doubt: ScopeDoubt; count: number }[]
  mayAnswer: boolean
}

export type ScopeQuery = { list: ScopeList; doubt: ScopeDoubt | null; text: string; page: number }

/** Whose the procedures of the register are, in lists; the doubtful ones with why. @throws ForbiddenError */
export const getScopePage = async (
  d: OfficeDependencies,
  { query, actor }: { query: ScopeQuery; actor: Actor },
): Promise<ScopePage> => {
  await authorise(d, actor, "register.view", { kind: "register", id: "procedures" })
  const today = dayOf(d.clock.now())
  const all = [...(await readScopes(today)).values()]
  const lists: Record<ScopeList, ProcedureScope[]> = {
    "chua-ro": await findUnsettled(today),
    "da-tra-loi": all.filter(({ answer }) => answer !== null),
    "nganh-doc": all.filter(({ answer, ruling }) => !answer && ruling.scope === "CENTRAL_BRANCH"),
    "cua-tinh": all.filter(({ answer, ruling }) => !answer && ruling.scope === "OURS"),
  }
  const words = foldText(query.text).split(" ").filter(Boolean)
  const found = lists[query.list].filter(
    ({ ruling, home }) =>
      (query.doubt === null || ruling.doubt === query.doubt) &&
      words.every((word) => foldText(searchedIn(home)).includes(word)),
  )
  const from = (query.page - 1) * SCOPE_ROWS_PER_PAGE
  return {
    rows: found.slice(from, from + SCOPE_ROWS_PER_PAGE).map(rowOf),
    total: found.length,
    counts: {
      "chua-ro": lists["chua-ro"].length,
      "da-tra-loi": lists["da-tra-loi"].length,
      "nganh-doc": lists["nganh-doc"].length,
      "cua-tinh": lists["cua-tinh"].length,
    },
    doubts: SCOPE_DOUBTS.map((doubt) => ({
      doubt,
      count: lists[query.list].filter(({ ruling }) => ruling.doubt === doubt).length,
    })).filter(({ count }) => count > 0),
    mayAnswer: isAllowed(actor, "register.settleScope"),
  }
}

const searchedIn = ({ code, name, announcer, agencies }: ProcedureScope["home"]): string =>
  [code, name, announcer.name, ...agencies.executing.map((one) => one.name)].join(" ")

function rowOf({ home, ruling, answer }: ProcedureScope): ScopeRow {
  const { code, name, announcer, agencies, adminLevels, announcementDecision } = home
  const executing = agencies.executing.length > 0 ? agencies.executing : agencies.competent
  return {
    code,
    name,
    announcer: [announcer.name, announcementDecision].filter(Boolean).join(", "),
    executing: executing.map((one) => one.name).join("; "),
    levels: adminLevels.map((level) => ADMIN_LEVEL_LABELS[level]).join(", "),
    reason: ruling.reason,
    doubt: ruling.doubt,
    suggestion: ruling.suggestion,
    answer: answer && {
      value: answer.answer,
      reason: answer.reason,
      byName: answer.byName,
      at: answer.at,
    },
  }
}

/** What an answer would come to, before it is recorded. */
export type ScopeEffect = {
  /** What each procedure's answer is as this effect is shown, by code; null where nobody answered. */
  answered: Record<string, ScopeAnswerValue | null>
  /** Answers of people that this one would take the place of. */
  replaced: { code: string; answer: ScopeAnswerValue; byName: string; at: Date }[]
  codes: string[]
  /** Procedures whose scope would be another than now. */
  changed: number
  /** Their services in force in the register that a unit of the province offers, and those units. */
  services: number
  units: UnitCount[]
  /** Their services that the register gives to a central branch: in no review, whatever is answered. */
  ofBranches: number
  /** Registrations that an answer «ours» adds to the review under way, for which units; null where no review takes any. */
  brings: { review: string; registrations: number; units: UnitCount[] } | null
  /** A yearly review that is under way and takes no more. */
  closed: string | null
  /** Registrations that are there already; after an answer «not ours» they are in the way of freezing and issuing. */
  resting: number
}
type UnitCount = { name: string; services: number }

/** @throws ForbiddenError (with its audit line) */
export const getScopeEffect = async (
  d: OfficeDependencies,
  input: { codes: readonly string[]; answer: ScopeAnswerValue; actor: Actor },
): Promise<ScopeEffect> => {
  await authorise(d, input.actor, "register.settleScope", { kind: "register", id: "procedures" })
  const codes = [...new Set(input.codes)]
  const scopes = await readScopes(dayOf(d.clock.now()), { codes })
  const { review, services: joining, ofBranches } = await findBrought(codes, scopes)
  const branches = new Set(ofBranches.map(({ id }) => id))
  const services = (await findServicesOf(codes)).filter(({ active, id }) => active && !branches.has(id))
  const running = (await findCampaigns()).find((one) => isRunning(one) && one.kind === "ANNUAL")
  return {
    codes,
    answered: Object.fromEntries(codes.map((code) => [code, scopes.get(code)?.answer?.answer ?? null])),
    replaced: codes.flatMap((code) => {
      const given = scopes.get(code)?.answer
      return given && given.answer !== input.answer
        ? [{ code, answer: given.answer, byName: given.byName, at: given.at }]
        : []
    }),
    changed: codes.filter((code) => scopes.get(code)?.standing !== input.answer).length,
    services: services.length,
    units: perUnit(services),
    ofBranches: branches.size,
    brings: review && {
      review: review.name,
      registrations: joining.length,
      units: perUnit(joining),
    },
    closed: review === null ? (running?.name ?? null) : null,
    resting: (await findRegistrationsOfProcedures(codes, RESTING)).length,
  }
}

const perUnit = (services: readonly OnlineService[]): UnitCount[] =>
  [...Map.groupBy(services, ({ unit }) => unit.name)]
    .map(([name, own]) => ({ name, services: own.length }))
    .sort((a, b) => b.services - a.services)
