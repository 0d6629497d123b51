import { type AdminLevel, SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"
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
  /** Folded words to find in code, name, field. */
  text?: string
}

/** A filter as the store asks it. */
export const toQuery = (filter: RegistrationFilter): Record<string, unknown> => {
  const words = filter.text ? foldText(filter.text).split(" ").filter(Boolean) : []
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
    ...(words.length > 0
      ? { $and: words.map((word) => ({ searchText: { $regex: escapeRegex(word) } })) }
      : {}),
  }
}

const OVERRULED = {
  $or: SERVICE_LEVELS.map((level) => ({
    "suggestion.level": level,
    proposedLevel: { $nin: [null, level] },
  })),
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
