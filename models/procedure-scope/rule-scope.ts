import type { Agency } from "../agency/agency.ts"
import { placementOn, type UnitDirectory } from "../agency/unit-directory.ts"
import { assignUnit, leadOn } from "../online-service/assign-unit.ts"
import { executingAgency } from "../online-service/executing-agency.ts"
import type { Procedure } from "../procedure/procedure.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { AdminLevel } from "../shared/levels.ts"
import { namedBodyOf } from "./executor-kind.ts"
import { issuerOf } from "./issuer.ts"
import { outsideProvince } from "./left-out.ts"
import { type OwnProvince, ownProvinceOn } from "./own-province.ts"
import type { ScopeDoubt, ScopeRuling } from "./scope.ts"

/** What of a procedure says whose it is. */
export type ScopeFacts = Pick<
  Procedure,
  "code" | "announcer" | "agencies" | "fields" | "adminLevels" | "regulation"
>

/**
 * Says of every procedure whether it is this province's on a day. The issuer decides first; then, at every level of government the
 * record names, who executes: a unit of ours, a branch of a central body, or nobody the rules know – then a person has to say.
 * Never guessed from the field alone, and a record that contradicts itself is not straightened. Pure.
 */
export const scopeJudge = (directory: UnitDirectory, day: IsoDay): ((facts: ScopeFacts) => ScopeRuling) => {
  const own = ownProvinceOn(directory.agencies, day)
  return (facts) => rule(facts, directory, day, own)
}

function rule(facts: ScopeFacts, directory: UnitDirectory, day: IsoDay, own: OwnProvince): ScopeRuling {
  const outside = outsideProvince({ announcer: facts.announcer, isInternal: false }, own)
  if (outside) return { ...outside, doubt: null, suggestion: null }
  const issuer = issuerOf(facts.announcer, own)
  // A list of an office need not say who announced; a record of the national database always does.
  if (issuer === "UNREADABLE" || (issuer === "NOT_SAID" && facts.regulation !== ""))
    return doubtful(
      "ISSUER",
      issuer === "NOT_SAID"
        ? "Bản ghi không ghi cơ quan công bố."
        : `Cơ quan công bố «${facts.announcer.name || facts.announcer.code}» không phải bộ, ngành, cũng không phải tỉnh nào.`,
      issuer === "NOT_SAID" ? null : "NOT_OURS",
    )
  const levels = facts.adminLevels.filter((level) => level !== "MINISTRY")
  if (levels.length === 0)
    return doubtful("MINISTRY_ONLY", "Bản ghi chỉ đánh dấu cấp Bộ, không cấp nào của địa phương.", "NOT_OURS")
  const found = levels.flatMap((level) => atLevel(facts, level, directory, day) ?? [])
  const doubt = found.find((one): one is Doubtful => "doubt" in one)
  if (doubt) return doubtful(doubt.doubt, doubt.reason, doubt.suggestion)
  if (found.length === 0)
    return doubtful("LEVEL_ENDED", "Cấp thực hiện ghi trong bản ghi không còn vào ngày này.", null)
  const ours = found.filter((one) => "unit" in one && one.unit === "OURS")
  return {
    scope: ours.length > 0 ? "OURS" : "CENTRAL_BRANCH",
    reason: [...new Set(found.map(({ reason }) => reason))].join("; "),
    doubt: null,
    suggestion: null,
  }
}

type Doubtful = { doubt: ScopeDoubt; reason: string; suggestion: ScopeRuling["suggestion"] }
type Settled = { unit: "OURS" | "CENTRAL_BRANCH"; reason: string }

const doubtful = (doubt: ScopeDoubt, reason: string, suggestion: ScopeRuling["suggestion"]): ScopeRuling => ({
  scope: "TO_BE_SETTLED",
  reason,
  doubt,
  suggestion,
})

/** What a level of government comes to; null where the province has no such level on the day. */
function atLevel(
  facts: ScopeFacts,
  level: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): Settled | Doubtful | null {
  const { agencies } = directory
  const fieldCode = facts.fields[0]?.code ?? ""
  const placed = placementOn(directory.placements ?? [], { procedureCode: facts.code, fieldCode, level }, day)
  if (placed) return { unit: "OURS", reason: "Đơn vị nhận theo quyết định sắp xếp" }
  const assigned = assignUnit(facts, level, directory, day)
  if (!assigned) return null
  const unit = agencies.find(({ id }) => assigned.unit.kind === "AGENCY" && id === assigned.unit.id)
  const isBranch = unit?.kind === "CENTRAL_BRANCH"
  const { executing, competent } = facts.agencies
  const names = (executing.length > 0 ? executing : competent).map(({ name }) => name)
  const named = names.join("; ")
  const settled: Settled = isBranch
    ? { unit: "CENTRAL_BRANCH", reason: `${assigned.unit.name} thực hiện` }
    : { unit: "OURS", reason: `${assigned.unit.name} thực hiện` }
  const leads = branchLeads(facts, level, directory, day)
  // A list of an office need not have such a column: its level and field say who; a record of the nation always has one.
  if (names.length === 0)
    return leads || facts.regulation === ""
      ? settled
      : {
          doubt: "NO_EXECUTOR",
          reason: "Bản ghi không ghi cơ quan thực hiện, cơ quan có thẩm quyền.",
          suggestion: "OURS",
        }
  // A body found in the directory by its own name.
  if (assigned.assignedBy === "EXECUTING_AGENCY") return settled
  const bodies = names.map((name) => bodyOf(name, level, agencies, day))
  const has = (...kinds: string[]) => bodies.some((body) => kinds.includes(body))
  const ownBodies = level === "PROVINCE" ? ["OURS", "PROVINCE"] : [level]
  if (isBranch && has("OURS", "PROVINCE", "COMMUNE", "DISTRICT") && !has("BRANCH", "CENTRAL"))
    return {
      doubt: "FIELD_AGAINST_EXECUTOR",
      reason: `Lĩnh vực do ${assigned.unit.name} phụ trách, nhưng bản ghi ghi ${named} thực hiện.`,
      suggestion: "OURS",
    }
  if (isBranch || has(...ownBodies)) return settled
  if (has("OURS", "PROVINCE", "COMMUNE", "DISTRICT") || (has("CENTRAL", "BRANCH") && !has("UNKNOWN")))
    return {
      doubt: "LEVEL_AGAINST_EXECUTOR",
      reason: `Bản ghi đánh dấu ${LEVEL_WORDS[level]} nhưng chỉ ghi ${named} thực hiện.`,
      suggestion: has("OURS", "PROVINCE", "COMMUNE", "DISTRICT") ? "OURS" : "NOT_OURS",
    }
  return {
    doubt: "UNKNOWN_EXECUTOR",
    reason: `«${named}» không có trong danh mục đơn vị của tỉnh.`,
    suggestion: has("CENTRAL") ? "NOT_OURS" : "OURS",
  }
}

const LEVEL_WORDS: Record<AdminLevel, string> = {
  MINISTRY: "cấp Bộ",
  PROVINCE: "cấp tỉnh",
  DISTRICT: "cấp huyện",
  COMMUNE: "cấp xã",
}

const bodyOf = (name: string, level: AdminLevel, agencies: readonly Agency[], day: IsoDay) => {
  const found =
    executingAgency([name], level, agencies, day) ?? executingAgency([name], "COMMUNE", agencies, day)
  if (found) return found.kind === "CENTRAL_BRANCH" ? "BRANCH" : "OURS"
  return namedBodyOf(name)
}

const branchLeads = (
  { fields }: ScopeFacts,
  level: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): boolean => {
  const { proposingAgencyId } = leadOn(fields, level, directory, day)
  return directory.agencies.some(({ id, kind }) => id === proposingAgencyId && kind === "CENTRAL_BRANCH")
}
