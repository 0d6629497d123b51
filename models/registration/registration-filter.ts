import { type LevelChange, levelChange } from "#models/shared/level-change.ts"
import { type AdminLevel, SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import { NUMBERED_CASE } from "../procedure/case-name.ts"
import { agreeingFilter } from "./agreement.ts"

export type RegistrationFilter = {
  campaignId: string
  agencyId?: string
  states?: readonly string[]
  level?: ServiceLevel
  adminLevel?: AdminLevel
  fieldCode?: string
  /** Only those whose suggestion asks for a look (false) or is sure (true). */
  sure?: boolean
  /** Only those where a sure suggestion, the nation's flag and last year's level agree, as far as each is known. */
  agreeing?: boolean
  /** Only those whose proposed level is another than the suggested one. */
  overruled?: boolean
  /** Only those that nothing but a number tells from others of their procedure, and whose unit has not named the case. */
  numbered?: boolean
  /** Whose appraisals: of one person, of nobody (taken up by none yet, or given back), or of anybody else. */
  holder?: { is: "MINE" | "OTHERS"; personId: string } | { is: "NOBODY" }
  /** Only those about which one of these units was last asked; null among them: the digital agency, before units were named. */
  askedOf?: readonly (string | null)[]
  /** Only urgent approvals that wait for a second yes, which this person may give as far as they did not approve themself. */
  unconfirmedFor?: string
  /** How the level, proposed or suggested, differs from last year's. */
  change?: LevelChange
  /** Only those of which none of these people proposed or, in the head's place, signed off: whom four eyes let judge. */
  judgedBy?: readonly string[]
  /** Only those that none of these people appraised, unless it was in another's place. */
  notAppraisedBy?: readonly string[]
  /** Places of a query, each with the readings of which one must fit: folded words that all stand in code, name, field or unit. */
  words?: readonly (readonly (readonly string[])[])[]
}

/** A filter as the store asks it. */
export const toQuery = (filter: RegistrationFilter): Record<string, unknown> => {
  const every = [
    ...(filter.words ?? []).map((readings) => ({ $or: readings.map(allOf) })),
    ...(filter.holder ? [heldBy(filter.holder, filter.states)] : []),
    ...(filter.change ? [{ $or: changedBy(filter.change) }] : []),
  ]
  return {
    campaignId: filter.campaignId,
    ...(filter.agencyId ? { agencyId: filter.agencyId } : {}),
    ...(filter.states ? { "workflow.value": { $in: [...filter.states] } } : {}),
    ...(filter.level ? { proposedLevel: filter.level } : {}),
    ...(filter.adminLevel ? { adminLevel: filter.adminLevel } : {}),
    ...(filter.fieldCode ? { "field.code": filter.fieldCode } : {}),
    ...(filter.sure === undefined ? {} : { "suggestion.sure": filter.sure }),
    ...(filter.agreeing ? agreeingFilter() : {}),
    ...(filter.overruled ? OVERRULED : {}),
    ...(filter.numbered ? NUMBERED : {}),
    ...(filter.unconfirmedFor
      ? {
          "workflow.context.approved.urgent": { $exists: true },
          "workflow.context.approved.confirmed": { $exists: false },
          "workflow.context.approved.by": { $ne: filter.unconfirmedFor },
        }
      : {}),
    ...(filter.askedOf ? { "workflow.context.consultation.agencyId": { $in: [...filter.askedOf] } } : {}),
    ...fourEyes(filter),
    ...(every.length > 0 ? { $and: every } : {}),
  }
}

const HOLDER = "workflow.context.holder.by"

/** Among the states asked for, where an appraisal can be in somebody's hand, or waits for one, in any of them. */
function heldBy(
  holder: NonNullable<RegistrationFilter["holder"]>,
  states: readonly string[] | undefined,
): Record<string, unknown> {
  const fitting = holder.is === "NOBODY" ? ["registered", ...IN_HAND] : IN_HAND
  const both = fitting.filter((state) => states?.includes(state) ?? true)
  return {
    [HOLDER]:
      holder.is === "NOBODY"
        ? null
        : holder.is === "MINE"
          ? holder.personId
          : { $nin: [null, holder.personId] },
    "workflow.value": { $in: both.length > 0 ? both : fitting },
  }
}

const IN_HAND = ["underAppraisal", "consulting"]

/** Each pair of levels that makes this change: what is proposed, or suggested while nothing is. */
const changedBy = (change: LevelChange): Record<string, unknown>[] =>
  [null, ...SERVICE_LEVELS].flatMap((before) =>
    SERVICE_LEVELS.filter((now) => levelChange(before, now) === change).flatMap((now) => [
      { previousLevel: before, proposedLevel: now },
      { previousLevel: before, proposedLevel: null, "suggestion.level": now },
    ]),
  )

const CONTEXT = "workflow.context"

/** As `mayJudge` and the rule of two people ask of one registration. */
function fourEyes({ judgedBy, notAppraisedBy }: RegistrationFilter): Record<string, unknown> {
  const by = (act: string, people: readonly string[]) => [
    { [`${CONTEXT}.${act}.by`]: { $in: [...people] } },
    { [`${CONTEXT}.${act}.onBehalfOf`]: { $in: [...people] } },
  ]
  const barred = [
    ...(judgedBy
      ? [
          { [`${CONTEXT}.proposers`]: { $in: [...judgedBy] } },
          {
            [`${CONTEXT}.signedOff.takenOver`]: { $exists: true },
            $or: by("signedOff", judgedBy),
          },
        ]
      : []),
    ...(notAppraisedBy
      ? [{ [`${CONTEXT}.appraised.takenOver`]: { $exists: false }, $or: by("appraised", notAppraisedBy) }]
      : []),
  ]
  return barred.length > 0 ? { $nor: barred } : {}
}

const NUMBERED = {
  caseName: { $regex: NUMBERED_CASE },
  "workflow.context.proposal.caseName": { $in: [null, ""] },
}

const OVERRULED = {
  $or: SERVICE_LEVELS.map((level) => ({
    "suggestion.level": level,
    proposedLevel: { $nin: [null, level] },
  })),
}

const allOf = (words: readonly string[]) => ({
  $and: words.map((word) => ({ searchText: { $regex: patternOf(word) } })),
})

/** What people type is text, never a pattern. A code may be typed without its points, i and y are one letter. */
const patternOf = (word: string): string => {
  if (/^\d+$/u.test(word)) return [...word].join("\\.?")
  const letters = word.replace(/[^\p{L}\p{N}]/gu, "\\$&").replaceAll(/[iy]/gu, "[iy]")
  return /^\d/u.test(word) ? letters : `(^|[^a-z0-9])${letters}`
}
