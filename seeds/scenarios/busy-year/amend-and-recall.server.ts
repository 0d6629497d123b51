import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import type { AnnualReview } from "./annual-review.server.ts"
import { expectEffect, noteDone } from "./clock-acts.server.ts"
import { closeCollecting, decide, decisionNumberOf, resendRejected } from "./decide.server.ts"
import { appraise, approve, propose, type Review, signOff } from "./review.server.ts"
import type { YearUnderWay } from "./year-under-way.ts"

/** One published service in twenty is reviewed again in summer. */
const AMENDED = 0.05

/** July to October: a mid-year amendment that is issued late and entered late, recalled in September; effects announced in time or not. */
export const amendAndRecall = async (at: YearUnderWay, annual: AnnualReview): Promise<void> => {
  const { office, portals, year } = at
  const { d, chance } = office
  const on = (monthAndDay: string) => office.goTo(`${year}-${monthAndDay}`)
  const inForce = (await findAllRegistrations(annual.campaignId, ["announced", "published"]))
    .map(({ serviceId }) => serviceId)
    .sort()
  await on("07-03")
  const { id: campaignId } = await openCampaign(d, {
    year,
    sequence: 2,
    kind: "AMENDMENT",
    name: `Điều chỉnh danh mục dịch vụ công trực tuyến năm ${year}`,
    deadlines: {
      registerBy: `${year}-07-07`,
      appraiseBy: `${year}-07-14`,
      announceBy: `${year}-07-21`,
      publishBy: `${year}-07-31`,
    },
    numberFirst: false,
    amends: annual.campaignId,
    ground: "Thành phần hồ sơ của các dịch vụ này đã đổi theo quyết định công bố của bộ.",
    serviceIds: chance.some(inForce, Math.max(2, Math.round(inForce.length * AMENDED))),
    actor: await office.who("thamdinh.thu"),
  })
  const review: Review = { campaignId, courses: new Map(), refused: annual.refused }
  await on("07-05")
  await propose(office, review, 0)
  await on("07-06")
  await signOff(office, review)
  await closeCollecting(office, campaignId)
  await on("07-10")
  await appraise(office, review, "")
  await approve(office, review)
  portals.state.orderFault({ target: "cong-quoc-gia", kind: "reject" })
  // Signed on a Tuesday, issued only on Friday: the law gave until Wednesday.
  await decide(at, campaignId, {
    days: {
      freeze: `${year}-07-11`,
      checkContent: `${year}-07-12`,
      checkForm: `${year}-07-13`,
      submit: `${year}-07-14`,
      sign: `${year}-07-18`,
      issue: `${year}-07-21`,
    },
    leftOutReason: "Chuyển sang đợt rà soát năm sau.",
  })
  // Nobody looks at what the national portal would not have until August.
  await on("08-04")
  await resendRejected(office, campaignId)
  await on("08-10")
  await expectEffect(office, "Quyết định phân cấp giải quyết thủ tục", `${year}-09-15`)
  await on("08-28")
  await noteDone(office, "BEFORE_EFFECT", "Đã công bố, niêm yết tại Bộ phận Một cửa.")
  await on("09-12")
  await takeStep(d, recallEdition, {
    campaignId,
    actor: await office.who("chanhvanphong"),
    reason: "Quyết định điều chỉnh nêu sai căn cứ thẩm quyền.",
    typed: await decisionNumberOf(campaignId),
  })
  await on("09-21")
  await noteDone(office, "QUARTERLY_REPORT", "Đã gửi báo cáo quý III, chậm do chờ số liệu.")
  await expectEffect(office, "Quyết định sửa đổi mức phí của tỉnh", `${year}-10-20`)
  await on("10-18")
  await noteDone(office, "BEFORE_EFFECT", "Công bố chậm do chờ bản điện tử.")
  await on("12-11")
  await noteDone(office, "QUARTERLY_REPORT", "Đã gửi báo cáo quý IV.")
}
