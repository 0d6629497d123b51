import type { RegistrationEvent } from "#models/registration/events.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeStaff } from "./office-staff.ts"
import { moveAll, moveByAgency, proposeByRules } from "./propose-by-rules.server.ts"
import type { SpreadDays } from "./training-provinces.ts"
import type { ScenarioClock, YearDependencies } from "./whole-year.server.ts"

/** The share of registrations, in order, that gets no further than each point when the newcomer takes over; the rest is approved. */
const STOPS = [
  ["drafting", 0.3],
  ["awaitingUnitHead", 0.45],
  ["registered", 0.6],
  ["underAppraisal", 0.68],
  ["consulting", 0.71],
  ["returned", 0.76],
  ["appraised", 0.84],
  ["withdrawn", 0.86],
  ["repealed", 0.88],
] as const

type Stop = (typeof STOPS)[number][0] | "approved"

const stopOf = (index: number, total: number): Stop =>
  STOPS.find(([, share]) => (index + 0.5) / total < share)?.[0] ?? "approved"

/**
 * Spreads the registrations of an open campaign over every state of the workflow, each reached by the people who may take
 * that step, so that whoever signs in finds work of their kind.
 */
export const spreadOverStates = async (
  d: YearDependencies,
  input: { campaignId: string; staff: OfficeStaff; clock: ScenarioClock; days: SpreadDays },
): Promise<void> => {
  const { campaignId, staff, clock, days } = input
  const at = (day: string) => clock.set(instantOf(day, "09:00:00"))
  const all = shuffled(await findAllRegistrations(campaignId, ["drafting"]))
  const stops = new Map(all.map((registration, index) => [registration.id, stopOf(index, all.length)]))
  const stoppingAt = (...wanted: Stop[]) => ({
    among: (rows: Registration[]) => rows.filter((row) => wanted.includes(stops.get(row.id) ?? "drafting")),
  })
  const stored = (...states: string[]) => findAllRegistrations(campaignId, states)

  at(days.withdrawn)
  await moveByAgency(d, stoppingAt("withdrawn").among(all), staff.specialistOf, () => ({
    type: "proposal.withdrawn",
    reason: "Trùng với dịch vụ do bộ cung cấp tập trung trên Cổng Dịch vụ công quốc gia.",
  }))
  await moveBy(d, stoppingAt("repealed").among(all), staff.reviewer, {
    type: "procedure.repealed",
    decision: "Quyết định công bố bãi bỏ (dữ liệu tập huấn)",
  })
  at(days.proposed)
  const further = stoppingAt(
    "awaitingUnitHead",
    "registered",
    "underAppraisal",
    "consulting",
    "returned",
    "appraised",
    "approved",
  ).among(all)
  await proposeByRules(d, { campaignId, staff, registrations: further })
  at(days.signedOff)
  const submitted = await stored("awaitingUnitHead")
  const [headReturns, signedOff] = partition(
    submitted.filter((row) => stops.get(row.id) !== "awaitingUnitHead"),
    (row, index) => stops.get(row.id) === "returned" && index % 2 === 0,
  )
  await moveByAgency(d, headReturns, staff.headOf, () => ({
    type: "proposal.returnedByHead",
    reason: "Bổ sung căn cứ pháp lý và giải trình tiêu chí thanh toán trực tuyến.",
  }))
  await moveByAgency(d, signedOff, staff.headOf, () => ({ type: "proposal.signedOff" }))
  at(days.started)
  const registered = (await stored("registered")).filter((row) => stops.get(row.id) !== "registered")
  await moveBy(d, registered, staff.reviewer, { type: "appraisal.started" })
  at(days.appraised)
  const inAppraisal = await stored("underAppraisal")
  await moveBy(d, stoppingAt("returned").among(inAppraisal), staff.reviewer, {
    type: "proposal.returned",
    reason: "Mức độ đề xuất chưa phù hợp với thành phần hồ sơ phải nộp bản chính; đề nghị giải trình.",
  })
  await moveBy(d, stoppingAt("consulting").among(inAppraisal), staff.reviewer, {
    type: "consultation.requested",
    question:
      "Hệ thống thông tin giải quyết thủ tục hành chính đã sẵn sàng biểu mẫu điện tử cho dịch vụ này chưa?",
    dueOn: days.opinionDue,
  })
  await moveBy(d, stoppingAt("appraised", "approved").among(inAppraisal), staff.reviewer, {
    type: "appraisal.agreed",
    note: "",
  })
  at(days.approved)
  await moveBy(d, stoppingAt("approved").among(await stored("appraised")), staff.chief, {
    type: "approval.granted",
  })
}

const moveBy = (d: YearDependencies, rows: Registration[], actor: Actor, event: RegistrationEvent) =>
  moveAll(
    d,
    rows.map(({ id }) => ({ registrationId: id, event })),
    actor,
  )

const partition = <T>(rows: T[], test: (row: T, index: number) => boolean): [T[], T[]] => [
  rows.filter((row, index) => test(row, index)),
  rows.filter((row, index) => !test(row, index)),
]

/** Mixes levels, fields and agencies over the states, the same way every time. */
const shuffled = (rows: Registration[]): Registration[] =>
  rows
    .map((row, index) => ({ row, key: (index * 7919) % 104_729 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row)
