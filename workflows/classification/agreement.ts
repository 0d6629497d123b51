import { type Objection, objectionsTo } from "#models/registration/agreement.ts"
import type { Registration } from "#models/registration/registration.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"

type Judged = Pick<Registration, "suggestion" | "nationalFullProcess" | "previousLevel">

/** What speaks against taking over a suggestion unread, in words; empty when all agree. */
export const disagreements = (registration: Judged): string[] =>
  objectionsTo(registration).map((objection) => WORDS[objection](registration))

const labelOf = ({ suggestion }: Judged): string => SERVICE_LEVEL_LABELS[suggestion.level]

const WORDS: Record<Objection, (registration: Judged) => string> = {
  UNSURE: () => "gợi ý chưa chắc chắn, cần xem xét",
  nationalFullProcess: (registration) =>
    `Cổng quốc gia ghi ${registration.nationalFullProcess ? "«toàn trình»" : "không phải «toàn trình»"}, gợi ý là «${labelOf(registration)}»`,
  previousLevel: (registration) =>
    `năm trước công bố «${registration.previousLevel ? SERVICE_LEVEL_LABELS[registration.previousLevel] : ""}», gợi ý là «${labelOf(registration)}»`,
  NOBODY_SPEAKS: () => "không có mức độ trên Cổng quốc gia hoặc của năm trước để đối chiếu",
}
