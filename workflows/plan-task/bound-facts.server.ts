import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import type { BoundAct } from "#models/plan/task-way.ts"
import type { Evidence } from "#models/plan-task/evidence.ts"
import type { TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"

/** What the store says of the act a task is bound to: nothing yet, on the way, or done; with what shows it. */
export type BoundFact = { is: "PROGRESSED" | "FULFILLED"; evidence: Evidence } | null

type Fact = (task: TaskAssignment, today: IsoDay) => Promise<BoundFact>

const act = (id: string, text: string, link: string, more: Partial<Evidence> = {}): Evidence => ({
  id,
  kind: "ACT",
  text,
  link,
  ...more,
})

const NOT_RUNNING = ["planned", "stopped", "recalled"]

/** The yearly review the task's period falls into. */
const campaignOf = async ({ due, period }: TaskAssignment): Promise<ReviewCampaign | undefined> => {
  const year = Number((due ?? period.from).slice(0, 4))
  return (await findCampaigns()).find(
    (one) => one.year === year && one.kind === "ANNUAL" && !NOT_RUNNING.includes(one.workflow.value),
  )
}

const linkTo = ({ id }: ReviewCampaign): string => `/dot-ra-soat/${encodeURIComponent(id)}`
const HANDED_IN_NOT = ["drafting", "returned", "awaitingUnitHead"]

const FACTS: Record<BoundAct, Fact> = {
  async REVIEW_DONE(task) {
    const campaign = await campaignOf(task)
    if (!campaign) return null
    const opened = `${campaign.name}, mở ngày ${formatDay(campaign.openedOn)}`
    return campaign.workflow.value === "collecting"
      ? { is: "PROGRESSED", evidence: act(`mo:${campaign.id}`, opened, linkTo(campaign)) }
      : {
          is: "FULFILLED",
          evidence: act(
            `khoa:${campaign.id}`,
            `${campaign.name}: đã khóa tiếp nhận đăng ký`,
            linkTo(campaign),
          ),
        }
  },
  async UNIT_REGISTERED(task) {
    const campaign = await campaignOf(task)
    if (!campaign) return null
    const counts = (await countRegistrations(campaign.id)).filter(
      ({ agencyId }) => agencyId === task.agencyId,
    )
    const of = sum(counts.filter(({ state }) => state !== "withdrawn" && state !== "repealed"))
    const value = of - sum(counts.filter(({ state }) => HANDED_IN_NOT.includes(state)))
    if (of === 0 || value === 0) return null
    const text = `Đã ký duyệt ${value}/${of} đăng ký của đơn vị trong «${campaign.name}»`
    return value === of
      ? { is: "FULFILLED", evidence: act(`dk:${campaign.id}`, text, linkTo(campaign), { value, of }) }
      : {
          is: "PROGRESSED",
          evidence: act(
            `dk-bat-dau:${campaign.id}`,
            `Đơn vị đã bắt đầu đăng ký trong «${campaign.name}»`,
            linkTo(campaign),
          ),
        }
  },
  async EDITION_ISSUED(task) {
    const campaign = await campaignOf(task)
    if (!campaign) return null
    const { issued, numbered, frozen } = campaign.workflow.context
    const link = `/ban-hanh/${encodeURIComponent(campaign.id)}`
    if (issued && numbered)
      return {
        is: "FULFILLED",
        evidence: act(
          `qd:${campaign.id}`,
          `Quyết định số ${numbered.number}/${numbered.symbol} phát hành ngày ${formatDay(issued.issuedOn)}`,
          link,
          { number: `${numbered.number}/${numbered.symbol}`, day: issued.issuedOn },
        ),
      }
    return frozen
      ? {
          is: "PROGRESSED",
          evidence: act(`chot:${campaign.id}`, `Đã chốt danh mục: ${frozen.entries} dịch vụ`, link),
        }
      : null
  },
  async RECORDS_LIVE(task) {
    const campaign = await campaignOf(task)
    if (!campaign) return null
    const { issued, publishedAt } = campaign.workflow.context
    if (publishedAt)
      return {
        is: "FULFILLED",
        evidence: act(
          `cong:${campaign.id}`,
          `Mọi bản ghi đã công khai trên các cổng ngày ${formatDay(dayOf(new Date(publishedAt)))}`,
          "/giao-nhan",
        ),
      }
    return issued
      ? {
          is: "PROGRESSED",
          evidence: act(`gui:${campaign.id}`, "Bản ghi đang được gửi lên các cổng", "/giao-nhan"),
        }
      : null
  },
  async LEVELS_AGREE({ due, period }, today) {
    const latest = (await findCampaigns())
      .filter(({ workflow }) => workflow.context.issued !== null && workflow.value !== "recalled")
      .sort((a, b) =>
        (a.workflow.context.issued?.issuedOn ?? "") < (b.workflow.context.issued?.issuedOn ?? "") ? 1 : -1,
      )[0]
    // A connection is kept all through the period: it is judged in its last month.
    if (!latest || due === null || today < `${due.slice(0, 7)}-01`) return null
    const counts = (await countByStatus(latest.id)).filter(({ status }) => status !== "superseded")
    const of = counts.reduce((total, { count }) => total + count, 0)
    const value = counts.reduce((total, { status, count }) => total + (status === "live" ? count : 0), 0)
    if (of === 0 || value < of) return null
    const text = `Mức độ ở mọi cổng khớp danh mục «${latest.name}»: ${value}/${of} bản ghi`
    return { is: "FULFILLED", evidence: act(`khop:${period.key}`, text, "/giao-nhan", { value, of }) }
  },
}

const sum = (counts: readonly { count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0)

/** How far the act has come that a task is bound to; null where it is bound to none, or nothing has happened. */
export const boundFactOf = async (task: TaskAssignment, today: IsoDay): Promise<BoundFact> =>
  task.act === null ? null : FACTS[task.act](task, today)
