import type { Registration } from "#models/registration/registration.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"

/**
 * What speaks against taking over a suggestion unread: each voice that says otherwise, in words. The nation's flag and
 * last year's level speak where they are known, and at least one of them must be; empty when all agree.
 */
export const disagreements = ({
  suggestion,
  nationalFullProcess,
  previousLevel,
}: Pick<Registration, "suggestion" | "nationalFullProcess" | "previousLevel">): string[] => {
  const label = SERVICE_LEVEL_LABELS[suggestion.level]
  return [
    ...(suggestion.sure ? [] : ["gợi ý chưa chắc chắn, cần xem xét"]),
    ...(nationalFullProcess === null || nationalFullProcess === (suggestion.level === "FULL")
      ? []
      : [
          `Cổng quốc gia ghi ${nationalFullProcess ? "«toàn trình»" : "không phải «toàn trình»"}, gợi ý là «${label}»`,
        ]),
    ...(previousLevel === null || previousLevel === suggestion.level
      ? []
      : [`năm trước công bố «${SERVICE_LEVEL_LABELS[previousLevel]}», gợi ý là «${label}»`]),
    ...(nationalFullProcess === null && previousLevel === null
      ? ["không có mức độ trên Cổng quốc gia hoặc của năm trước để đối chiếu"]
      : []),
  ]
}
