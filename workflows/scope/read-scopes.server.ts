import type { ClientSession } from "mongoose"
import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import type { Agency } from "#models/agency/agency.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { findProcedureHomes, type ProcedureHome } from "#models/procedure/procedure-owners.server.ts"
import { findRepeals } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { scopeJudge } from "#models/procedure-scope/rule-scope.ts"
import { findScopeAnswers } from "#models/procedure-scope/scope-answer.repository.server.ts"
import { type ScopeStanding, standingOf } from "#models/procedure-scope/scope-answer.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** A procedure of the register with whose it is. */
export type ProcedureScope = ScopeStanding & { home: ProcedureHome }

/**
 * Whose every public procedure of the register is on a day: what the rules say, and what people answered where they are in doubt.
 * Empty while the store has no agencies. Of these codes alone when given.
 */
export const readScopes = async (
  day: IsoDay,
  { codes, session }: { codes?: readonly string[]; session?: ClientSession } = {},
): Promise<Map<string, ProcedureScope>> => {
  const directory = await findUnitDirectory(session)
  if (!directory) return new Map()
  const judge = scopeJudge(directory, day)
  const answers = await findScopeAnswers(session)
  const homes = await findProcedureHomes(codes, session)
  return new Map(
    homes.map((home) => [
      home.code,
      { home, ...standingOf(home, judge(home), answers.get(home.code) ?? null) },
    ]),
  )
}

/** Procedures nobody has said the scope of, by code; one that was repealed is asked about no more. */
export const findUnsettled = async (day: IsoDay, session?: ClientSession): Promise<ProcedureScope[]> =>
  unsettledAmong(await readScopes(day, session ? { session } : {}), session)

/** The same among scopes that were read. */
export const unsettledAmong = async (
  scopes: ReadonlyMap<string, ProcedureScope>,
  session?: ClientSession,
): Promise<ProcedureScope[]> => {
  const unsettled = [...scopes.values()].filter(({ standing }) => standing === "TO_BE_SETTLED")
  if (unsettled.length === 0) return []
  const repealed = new Set((await findRepeals({}, session ?? null)).map(({ code }) => code))
  return unsettled.filter(({ home }) => !repealed.has(home.code))
}

/**
 * Whether a service may be reviewed: its procedure is ours by rule or by an answer, and a unit of ours carries it out. Branches of
 * central bodies are kept apart: the province's catalogue does not decide for them.
 */
export const isReviewed = (
  service: Pick<OnlineService, "procedureCode" | "unit">,
  scopes: ReadonlyMap<string, ScopeStanding>,
  agencies: ReadonlyMap<string, Pick<Agency, "kind">>,
): boolean =>
  scopes.get(service.procedureCode)?.standing === "OURS" &&
  agencies.get(service.unit.id)?.kind !== "CENTRAL_BRANCH"

/**
 * Whether a service is a central branch's own: a branch carries it out, and no one doubts it. Where a person answered that the
 * province does what a branch's field says, the register still names the branch, and that is nobody's to list.
 */
export const isOfBranch = (
  service: Pick<OnlineService, "procedureCode" | "unit">,
  scopes: ReadonlyMap<string, ScopeStanding>,
  agencies: ReadonlyMap<string, Pick<Agency, "kind">>,
): boolean => {
  const scope = scopes.get(service.procedureCode)
  if (!scope || agencies.get(service.unit.id)?.kind !== "CENTRAL_BRANCH") return false
  return scope.answer
    ? scope.standing === "OURS" && scope.ruling.doubt !== "FIELD_AGAINST_EXECUTOR"
    : scope.ruling.scope === "CENTRAL_BRANCH" || scope.ruling.scope === "OURS"
}
