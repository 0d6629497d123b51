import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { addDays, formatDay, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import type { InputIssue } from "#models/shared/errors.ts"

/**
 * What keeps a new pack from following the packs that stand: a taken id, a first day that is not ahead, a day it shares with a
 * pack other than the one it follows, or a day nobody covers. Field by field; empty when it fits. Pure.
 */
export const fitFaults = (
  pack: LegalRegime,
  standing: readonly LegalRegime[],
  today: IsoDay,
): InputIssue[] => {
  const followed = followedBy(pack, standing)
  const others = standing.filter(({ id }) => id !== followed?.id)
  const clash = others.find((one) => overlaps(one, pack))
  return [
    ...(standing.some(({ id }) => id === pack.id)
      ? [{ field: "id", message: `Đã có bộ quy định mang mã «${pack.id}». Hãy đặt mã mới.` }]
      : []),
    ...(pack.validFrom <= today
      ? [
          {
            field: "validFrom",
            message: `Ngày có hiệu lực phải sau hôm nay (${formatDay(today)}): bộ quy định đang dùng không sửa lui được.`,
          },
        ]
      : []),
    ...(clash
      ? [
          {
            field: "validFrom",
            message: `Trùng hiệu lực với «${clash.name}» (từ ${formatDay(clash.validFrom)}). Hãy đổi ngày.`,
          },
        ]
      : []),
    ...(followed
      ? []
      : [
          {
            field: "validFrom",
            message: `Ngày ${formatDay(addDays(pack.validFrom, -1))} không có bộ quy định nào: sẽ có khoảng trống hiệu lực.`,
          },
        ]),
  ]
}

/** The pack that is in force the day before: it ends when the new one begins. */
export const followedBy = (
  pack: Pick<LegalRegime, "validFrom">,
  standing: readonly LegalRegime[],
): LegalRegime | undefined => standing.find((one) => isValidOn(one, addDays(pack.validFrom, -1)))

const overlaps = (one: LegalRegime, other: LegalRegime): boolean =>
  (one.validTo === null || one.validTo >= other.validFrom) &&
  (other.validTo === null || other.validTo >= one.validFrom)
