import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { annualOf, editionsInForceOn, isRecalledOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import { decisionOf, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"

/**
 * Why an edition on its way cannot go on: the annual decision it amends is no longer in force, or its frozen text names a
 * decision that is not. Null when nothing is in the way. Pure.
 * @param named ids of the editions whose decisions the frozen draft names; none while nothing is frozen
 */
export const standingFault = (
  campaign: Pick<ReviewCampaign, "id" | "kind" | "workflow">,
  named: readonly string[],
  all: readonly IssuedEdition[],
  day: IsoDay,
): string | null => {
  const issued = all.filter(({ editionId }) => editionId !== campaign.id)
  const inForce = editionsInForceOn(issued, day)
  const standing = new Set(
    inForce ? [inForce.base, ...inForce.amendments].map(({ editionId }) => editionId) : [],
  )
  const { amends } = campaign.workflow.context
  const amended = issued.find(({ editionId }) => editionId === amends)
  const annual = amended ? annualOf(amended, issued) : null
  if (campaign.kind === "AMENDMENT" && annual && !standing.has(annual.editionId))
    return `${whatHappened(annual, day)} Đợt điều chỉnh này sửa đổi quyết định đó nên không còn căn cứ để làm tiếp. Chánh Văn phòng chọn «Dừng đợt» ở trang ban hành của đợt này, rồi mở đợt rà soát mới theo danh mục đang có hiệu lực.`
  const gone = issued.find(({ editionId }) => named.includes(editionId) && !standing.has(editionId))
  if (!gone) return null
  const isSealed = campaign.workflow.value === "sealed"
  return `${whatHappened(gone, day)} Văn bản đã chốt còn nêu quyết định đó. ${
    isSealed
      ? "Văn bản đã ký số cơ quan nên không sửa được: Chánh Văn phòng chọn «Dừng đợt», rồi mở đợt rà soát mới."
      : "Hãy trả lại hồ sơ, tiếp tục thẩm định rồi chốt lại danh mục."
  }`
}

function whatHappened(one: IssuedEdition, day: IsoDay): string {
  const { number, day: decided } = decisionOf(one)
  const name = `Quyết định số ${number} ngày ${formatDay(decided)}`
  if (one.recalled && isRecalledOn(one, day))
    return `${name} đã bị thu hồi ngày ${formatDay(dayOf(new Date(one.recalled.at)))}.`
  return `${name} không còn hiệu lực.`
}
