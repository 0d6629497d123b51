import type { OnlineService } from "#models/online-service/online-service.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { recordErratum } from "#workflows/campaign/steps/record-erratum.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { headId, UNITS_SHORT_OF_PEOPLE } from "./absences.ts"
import { noteDone } from "./clock-acts.server.ts"
import { closeCollecting, decide, resendRejected } from "./decide.server.ts"
import { mailboxOf } from "./open-busy-office.server.ts"
import { answerOpinions, appraise, approve, propose, type Review, signOff } from "./review.server.ts"
import { courseOfReview, LATE_BATCH } from "./review-plan.ts"
import type { YearUnderWay } from "./year-under-way.ts"

const LATE_UNITS = 3

/** The annual review and what came of it: who was late, and what may be refused on the way, with its reason. */
export type AnnualReview = Review & { lateAgencies: string[] }

/** March to June: the annual review from its opening to the records on the portals. */
export const reviewOfTheYear = async (
  at: YearUnderWay,
  services: readonly OnlineService[],
): Promise<AnnualReview> => {
  const { office, mail, portals, year } = at
  const { d } = office
  const on = (monthAndDay: string, time?: string) => office.goTo(`${year}-${monthAndDay}`, time)
  await on("03-06")
  const { id: campaignId } = await openCampaign(d, {
    year,
    sequence: 1,
    kind: "ANNUAL",
    name: `Rà soát, công bố danh mục dịch vụ công trực tuyến năm ${year}`,
    deadlines: usualDeadlines(year),
    numberFirst: false,
    amends: null,
    serviceIds: services.map(({ id }) => id),
    actor: await office.who("thamdinh.thu"),
  })
  const review = await planned(at, campaignId)
  // Of a unit that is late the head has no mailbox any more: what is sent there is refused for good.
  for (const agencyId of review.lateAgencies.slice(0, 1)) mail.close(mailboxOf(headId(agencyId)))
  const day = async (monthAndDay: string, ...acts: (() => Promise<unknown>)[]) => {
    await on(monthAndDay)
    for (const act of acts) await act()
  }
  const propose_ =
    (batch: number, alsoReturned = true) =>
    () =>
      propose(office, review, batch, { alsoReturned })
  const signOff_ = (agencies?: readonly string[]) => () => signOff(office, review, agencies)
  const appraise_ =
    (opinionBy: IsoDay = "") =>
    () =>
      appraise(office, review, opinionBy)
  const approve_ = () => approve(office, review)

  await day("03-13", propose_(0))
  await day("03-14", () => noteDone(office, "QUARTERLY_REPORT", "Đã gửi báo cáo quý I."), signOff_())
  await day("03-15", appraise_(`${year}-03-22`))
  await day("03-17", propose_(1))
  await day("03-20", signOff_())
  await day("03-21", appraise_(`${year}-03-28`), () => answerOpinions(office, review))
  await day("03-24", propose_(2))
  await day("03-27", signOff_())
  await day("03-28", appraise_(`${year}-04-10`))
  // The mail server is down from the evening before the last day of registering until Saturday afternoon.
  await on("03-30", "17:00:00")
  await mail.stop()
  for (const time of ["08:00:00", "10:30:00", "14:00:00", "16:30:00"]) await on("03-31", time)
  await on("04-01", "08:00:00")
  await mail.start()
  await on("04-01", "16:00:00")
  // After the last day: those who were late, and what had come back.
  await day("04-04", propose_(LATE_BATCH))
  await day("04-06", signOff_(), appraise_(`${year}-04-17`))
  await day("04-07", () => closeCollecting(office, campaignId))
  await day("04-10", propose_(LATE_BATCH))
  await day("04-11", signOff_(), appraise_(`${year}-04-18`), approve_)
  await day("04-13", propose_(LATE_BATCH), signOff_())
  await day("04-14", appraise_(`${year}-04-21`))
  await day("04-19", propose_(LATE_BATCH), signOff_(), appraise_(`${year}-04-21`))
  await day("04-24", appraise_(), approve_)
  const left = review.refused.length
  const days = {
    freeze: `${year}-04-26`,
    checkContent: `${year}-05-05`,
    checkForm: `${year}-05-08`,
    submit: `${year}-05-10`,
    sign: `${year}-05-12`,
    issue: `${year}-05-12`,
  }
  portals.state.orderFault({ target: "cong-tinh", kind: "reject" })
  portals.state.orderFault({ target: "cong-quoc-gia", kind: "500" })
  await decide(at, campaignId, {
    days,
    leftOutReason: left > 0 ? "Các dịch vụ chưa đủ căn cứ được chuyển sang đợt điều chỉnh trong năm." : "",
  })
  await day("05-15")
  await day("05-16", () => resendRejected(office, campaignId))
  await day("05-25", async () =>
    takeStep(d, recordErratum, {
      campaignId,
      actor: await office.who("chanhvanphong"),
      letter: "45/UBND-KSTTHC",
      letterDay: `${year}-05-25`,
      concerns: "TEXT",
      where: "Dòng sau phần căn cứ",
      wrong: "QUYẾT ĐỊNH:",
      right: "Quyết định:",
      text: "Đính chính cách trình bày.",
    }),
  )
  await day("06-12", () => noteDone(office, "QUARTERLY_REPORT", "Đã gửi báo cáo quý II."))
  return review
}

/** Who is late and what comes back is settled by chance once the review is open. */
async function planned({ office }: YearUnderWay, campaignId: string): Promise<AnnualReview> {
  const registrations = await findAllRegistrations(campaignId, ["drafting"])
  const agencyOf = new Map(registrations.map(({ id, agencyId }) => [id, agencyId]))
  const others = [...new Set(agencyOf.values())]
    .filter((id) => !(UNITS_SHORT_OF_PEOPLE as readonly string[]).includes(id))
    .sort()
  const lateAgencies = office.chance.some(others, LATE_UNITS).sort()
  const sorted = registrations.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const courses = courseOfReview(
    sorted,
    ({ id }: Pick<Registration, "id">) => agencyOf.get(id) ?? "",
    lateAgencies,
    office.chance,
  )
  return { campaignId, courses, refused: [], lateAgencies }
}
