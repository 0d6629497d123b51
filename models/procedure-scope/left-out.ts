import { issuerOf } from "./issuer.ts"
import type { OwnProvince } from "./own-province.ts"
import type { Scope } from "./scope.ts"

/** Facts by which a record is known as none of ours before anything else is asked. */
export type IssuedFacts = { announcer: { code: string; name: string }; isInternal: boolean }

/** Why a record stands outside this province's catalogue by who announced it and for whom; null when it may be ours. */
export const outsideProvince = (
  { announcer, isInternal }: IssuedFacts,
  own: OwnProvince,
): { scope: Extract<Scope, "INTERNAL" | "OTHER_PROVINCE">; reason: string } | null => {
  if (isInternal)
    return {
      scope: "INTERNAL",
      reason: "Thủ tục nội bộ giữa các cơ quan nhà nước, không phải dịch vụ công.",
    }
  if (issuerOf(announcer, own) !== "OTHER_PROVINCE") return null
  return {
    scope: "OTHER_PROVINCE",
    reason: `Thủ tục do ${announcer.name || announcer.code} công bố, không phải của tỉnh.`,
  }
}
