import readXlsxFile from "read-excel-file/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findEveryMessage } from "#models/inbox-message/inbox-message.repository.server.ts"
import { PeriodEvent } from "#models/reporting-period/events.ts"
import type { ReportAnswers } from "#models/reporting-period/report-question.ts"
import {
  findConsolidated,
  findPeriod,
  getPeriod,
} from "#models/reporting-period/reporting-period.repository.server.ts"
import { dayOf, instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findReportStates, getReport } from "#models/unit-report/unit-report.repository.server.ts"
import { UnitReportModel } from "#models/unit-report/unit-report.schema.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { actorOn, erasedName } from "#models/user/user.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { writeLedger } from "#workflows/clocks/keep-ledger.server.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { lintFile } from "#workflows/document-form/lint-file.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { keepPlanTasks } from "#workflows/plan/keep-tasks.server.ts"
import { correctFigure } from "#workflows/reporting-period/correct-figure.server.ts"
import {
  changeSignatory,
  numberConsolidated,
  sendConsolidated,
  signConsolidated,
} from "#workflows/reporting-period/issue-consolidated.server.ts"
import { lockPeriod, reopenPeriod } from "#workflows/reporting-period/lock-period.server.ts"
import { openReportingPeriods } from "#workflows/reporting-period/open-periods.server.ts"
import { consolidatedFile, unitReportFile } from "#workflows/reporting-period/report-files.server.ts"
import { requestReport, withdrawRequest } from "#workflows/reporting-period/request-report.server.ts"
import type { ReportStep } from "#workflows/unit-report/report-step.ts"
import { stepReport } from "#workflows/unit-report/step-report.server.ts"
import { acceptReport } from "#workflows/unit-report/steps/accept.ts"
import { handUpReport } from "#workflows/unit-report/steps/hand-up.ts"
import { recordReport } from "#workflows/unit-report/steps/record.ts"
import { returnReport } from "#workflows/unit-report/steps/return.ts"
import { signOffReport } from "#workflows/unit-report/steps/sign-off.ts"
import { draftReport, editReport } from "#workflows/unit-report/write-report.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"
import { openSmallOffice, type SmallOffice } from "../../setup/office.ts"
import { textOfPages } from "../../setup/pdf-tools.ts"
import { refusalOf } from "../../setup/refusal.ts"
import { openTestStore } from "../../setup/store.ts"

let store: Store
let office: SmallOffice
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store, { stage: "issued" })
  await seedUsers(TRAINING_USERS)
  office.clock.set(instantOf("2023-05-15", "08:00:00"))
  await seedPlan(office.d, PLAN_122)
  await openReportingPeriods(office.d)
  await writeLedger(office.d)
}, 120_000)
afterAll(() => store.close())

const Q = "2023-2"
const JUSTICE = `${Q}:so-tu-phap`
const person = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actorOn(user, dayOf(office.clock.now()))
}
const seen = async (reportId: string, who: string) => ({
  reportId,
  revision: (await getReport(reportId)).revision,
  actor: await person(who),
})
const seenPeriod = async (who: string, periodId = Q) => ({
  periodId,
  revision: (await getPeriod(periodId)).revision,
  actor: await person(who),
})
const step = async (one: ReportStep, reportId: string, who: string, values = {}) =>
  stepReport(office.d, one, { ...(await seen(reportId, who)), values })

/** Whom a notice of a report under this title went to. */
const toldOf = async (reportId: string, title: string) =>
  (await findEveryMessage())
    .filter((one) => one.about.id === reportId && one.title === title)
    .map(({ userId }) => userId)

const answers = (more: ReportAnswers = {}): ReportAnswers => ({
  q1: { value: 120, of: null, text: "" },
  q2: { value: 80, of: null, text: "" },
  q3: { value: 40, of: null, text: "" },
  q4: { value: 95, of: 100, text: "" },
  q5: { value: null, of: null, text: "Đã rà soát toàn bộ thủ tục." },
  ...more,
})
const edit = async (reportId: string, who: string, said = answers(), notes = {}) =>
  editReport(office.d, { ...(await seen(reportId, who)), answers: said, notes })

test("the quarter opens for every unit that leads a task, once, with one clock before the 15th of its last month", async () => {
  await openReportingPeriods(office.d)
  const period = await getPeriod(Q)
  expect(period).toMatchObject({ name: "Báo cáo quý II/2023", due: "2023-06-14", opensOn: "2023-06-01" })
  const reports = await findReportStates({ periodId: Q })
  expect(new Set(reports.map(({ agencyId }) => agencyId)).size).toBe(reports.length)
  expect(reports.map(({ id }) => id)).toContain(JUSTICE)
  expect(await findPeriod("2023-1")).toBeNull()
  const clocks = (await clockLedger(office.d)).filter(({ kind }) => kind === "QUARTERLY_REPORT")
  expect(clocks).toMatchObject([
    { due: "2023-06-14", state: "RUNNING", subject: { kind: "reportingPeriod", id: Q } },
  ])
})

test("a draft takes tasks and services from the records, and behind every number stands a list of so many", async () => {
  office.clock.set(instantOf("2023-06-05", "08:00:00"))
  await keepPlanTasks(office.d)
  await draftReport(office.d, await seen(JUSTICE, "chuyenvien.tuphap"))
  const { content } = await getReport(JUSTICE)
  const value = Object.fromEntries(content.figures.map(({ key, value: of }) => [key, of]))
  expect(value.TASKS).toBeGreaterThan(3)
  expect(value.TASKS).toBe(
    (value.TASKS_DONE ?? 0) + (value.TASKS_UNDER_WAY ?? 0) + (value.TASKS_NOT_BEGUN ?? 0),
  )
  expect(value.SERVICES).toBe((value.SERVICES_FULL ?? 0) + (value.SERVICES_PARTIAL ?? 0))
  expect(value.SERVICES).toBeGreaterThan(0)
  for (const { value: of, items } of content.figures) {
    expect(items).toHaveLength(of)
    expect(new Set(items.map(({ id }) => id)).size).toBe(of)
  }
  expect(content.tasks).toHaveLength(value.TASKS ?? -1)
})

test("more than 100 percent and a total that contradicts its rows are refused with place and remedy, nothing is taken", async () => {
  const before = await getReport(JUSTICE)
  const over = await refusalOf(
    edit(JUSTICE, "chuyenvien.tuphap", answers({ q4: { value: 101, of: 100, text: "" } })),
  )
  expect(over.message).toContain("«Hồ sơ đã giải quyết: đúng hạn trên tổng số»: 101/100 là quá 100%")
  const other = answers({ q1: { value: 121, of: null, text: "" } })
  const sum = await refusalOf(edit(JUSTICE, "chuyenvien.tuphap", other))
  expect(sum.message).toContain("ghi 121 nhưng các dòng thành phần cộng lại là 120")
  expect(JSON.stringify(sum.details)).toContain('"field":"q1"')
  expect(await getReport(JUSTICE)).toEqual(before)
  const early = await refusalOf(step(handUpReport, JUSTICE, "chuyenvien.tuphap"))
  expect(early.message).toContain("«Kết quả thực hiện nổi bật»: chưa trả lời")
})

test("of two who edit the same report the second is told whose change came between, and what", async () => {
  const first = await seen(JUSTICE, "chuyenvien.tuphap")
  await edit(JUSTICE, "chuyenvien.tuphap")
  const stale = await refusalOf(editReport(office.d, { ...first, answers: answers(), notes: {} }))
  expect(stale.code).toBe("CONCURRENT_EDIT")
  expect(stale.message).toContain((await person("chuyenvien.tuphap")).name)
  expect(stale.details["changed"]).toHaveLength(5)
  expect(stale.details["changed"]).toContainEqual(
    expect.objectContaining({ field: "Kết quả thực hiện nổi bật", before: "để trống" }),
  )
})

test("the head signs it off, the coordinator returns it with a reason and takes it the second time; its author never does", async () => {
  await step(handUpReport, JUSTICE, "chuyenvien.tuphap")
  await expect(step(signOffReport, JUSTICE, "chuyenvien.tuphap")).rejects.toMatchObject({ code: "FORBIDDEN" })
  await step(signOffReport, JUSTICE, "lanhdao.tuphap")
  await step(returnReport, JUSTICE, "dieuphoi", { reason: "Nêu rõ kết quả hơn." })
  expect((await getReport(JUSTICE)).workflow.value).toBe("returned")
  const more = answers({ q5: { value: null, of: null, text: "Đã rà soát 12 thủ tục, đạt 95%." } })
  await edit(JUSTICE, "chuyenvien.tuphap", more)
  await step(handUpReport, JUSTICE, "chuyenvien.tuphap")
  office.clock.set(instantOf("2023-06-16", "08:00:00"))
  await step(signOffReport, JUSTICE, "lanhdao.tuphap")
  await step(acceptReport, JUSTICE, "dieuphoi")
  const { workflow } = await getReport(JUSTICE)
  expect(workflow.value).toBe("accepted")
  // In time by the day it first came in.
  expect(workflow.context.firstSubmittedAt?.slice(0, 10)).toBe("2023-06-05")
})

test("a unit without people sends its report on paper; whoever entered it does not accept it", async () => {
  const own = new Set(
    TRAINING_USERS.flatMap(({ assignments }) => assignments.map(({ agencyId }) => agencyId)),
  )
  const unit = (await findReportStates({ periodId: Q })).find(({ agencyId }) => !own.has(agencyId))
  if (!unit) throw new Error("every unit has people")
  await draftReport(office.d, await seen(unit.id, "dieuphoi"))
  await edit(unit.id, "dieuphoi")
  const early = step(recordReport, unit.id, "dieuphoi", { number: "45/BC", day: "31/05/2023" })
  await expect(early).rejects.toThrow("không trước ngày đó")
  await step(recordReport, unit.id, "dieuphoi", { number: "45/BC-UBND", day: "15/06/2023" })
  await expect(step(acceptReport, unit.id, "dieuphoi")).rejects.toThrow("cần người khác")
  await step(acceptReport, unit.id, "chanhvanphong")
  // Under it stands nobody who did not sign it, also where an earlier release kept who entered it.
  const { name: entered } = await person("dieuphoi")
  const printed = async (): Promise<string> => {
    const asked = { reportId: unit.id, format: "pdf" as const, actor: await person("dieuphoi") }
    return textOfPages((await unitReportFile(office.d, asked)).bytes).join(" ")
  }
  expect((await getReport(unit.id)).signer).toBeNull()
  expect(await printed()).not.toMatch(new RegExp(`${entered}|Họ Và Tên`, "u"))
  await UnitReportModel.updateOne({ _id: unit.id }, { $set: { signer: entered } })
  expect(await printed()).not.toContain(entered)
})

test("a period is locked only with every missing unit named, and the figures of the province are the sums of its units", async () => {
  const open = (await findReportStates({ periodId: Q })).filter(
    ({ workflow }) => workflow.value !== "accepted",
  )
  const exceptions = open.map(({ agencyId }) => ({ agencyId, reason: "Đơn vị chưa gửi, đã nhắc hai lần." }))
  const short = lockPeriod(office.d, { ...(await seenPeriod("dieuphoi")), exceptions: exceptions.slice(1) })
  await expect(short).rejects.toThrow("Còn 1 đơn vị")
  await lockPeriod(office.d, { ...(await seenPeriod("dieuphoi")), exceptions })
  const [report] = await findConsolidated(Q)
  const { counts, figures, rows } = report?.content ?? { counts: null, figures: [], rows: [] }
  expect(counts).toEqual({
    expected: open.length + 2,
    received: 2,
    onTime: 1,
    late: 1,
    missing: open.length,
  })
  for (const { key, total } of figures)
    expect(total).toBe(rows.reduce((sum, row) => sum + (row.figures[key] ?? 0), 0))
  const clock = (await clockLedger(office.d)).find(({ id }) => id === "office:QUARTERLY_REPORT:2023-2")
  expect(clock?.state).toBe("LATE")
  const frozen = await refusalOf(draftReport(office.d, await seen(JUSTICE, "chuyenvien.tuphap")))
  expect(frozen.message).toContain("ghi đính chính ở trang của kỳ")
})

test("numbered, signed and sealed it is a document of the decree's form, with a Word twin and a workbook that add up", async () => {
  const wrong = numberConsolidated(office.d, {
    ...(await seenPeriod("vanthu")),
    number: null,
    signatoryId: "dieuphoi",
  })
  await expect(wrong).rejects.toThrow("thẩm quyền ký")
  const signatoryId = "phochutich"
  await numberConsolidated(office.d, { ...(await seenPeriod("vanthu")), number: 7, signatoryId: "chutich" })
  const opened = await seenPeriod("chutich")
  const reason = "Chủ tịch đi công tác dài ngày."
  const same = changeSignatory(office.d, { ...(await seenPeriod("vanthu")), signatoryId: "chutich", reason })
  await expect(same).rejects.toThrow("Chọn người ký khác")
  const notTheirs = changeSignatory(office.d, { ...(await seenPeriod("dieuphoi")), signatoryId, reason })
  await expect(notTheirs).rejects.toThrow("không có quyền")
  await changeSignatory(office.d, { ...(await seenPeriod("vanthu")), signatoryId, reason })
  const { numbered } = (await getPeriod(Q)).workflow.context
  expect(numbered).toMatchObject({ number: "07", signatory: { personId: signatoryId } })
  const late = { ...(await seenPeriod("vanthu")), revision: opened.revision }
  const { details } = await refusalOf(changeSignatory(office.d, { ...late, signatoryId, reason }))
  expect(details.changed).toMatchObject([
    { field: "Người ký", now: numbered?.signatory.fullName, by: (await person("vanthu")).name },
  ])
  await expect(signConsolidated(office.d, await seenPeriod("chutich"))).rejects.toThrow(
    "Chỉ người được trình",
  )
  await signConsolidated(office.d, await seenPeriod(signatoryId))
  await sendConsolidated(office.d, await seenPeriod("vanthu"))
  expect((await getPeriod(Q)).workflow.value).toBe("sent")
  const asked = { periodId: Q, revision: null, actor: await person("dieuphoi") }
  const pdf = await consolidatedFile(office.d, { ...asked, format: "pdf" })
  const { findings } = await lintFile(pdf.bytes)
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([])
  const text = textOfPages(pdf.bytes).join("\n").normalize("NFC")
  expect(text).toContain("07/BC-UBND")
  const [last] = (await findAuditTrail("reportingPeriod", Q)).filter(
    ({ type }) => type === "period.signatoryChanged",
  )
  expect(last?.payload).toMatchObject({ reason, signatory: { personId: signatoryId } })
  expect(text).toContain(numbered?.signatory.fullName.normalize("NFC"))
  expect(text).not.toContain(String(last?.payload["was"]).normalize("NFC"))
  expect(text).toContain("Sở Tư pháp")
  const word = await readWord((await consolidatedFile(office.d, { ...asked, format: "docx" })).bytes)
  expect(word.join(" ")).toContain("Đơn vị chưa gửi, đã nhắc hai lần.")
  // Signed by whom it was numbered for in the end, whoever could sign today.
  expect(word.join(" ").normalize("NFC")).toContain(numbered?.signatory.fullName.normalize("NFC"))
  expect(word.join(" ").normalize("NFC")).not.toContain(String(last?.payload["was"]).normalize("NFC"))
  const sheets = await readXlsxFile(
    Buffer.from((await consolidatedFile(office.d, { ...asked, format: "xlsx" })).bytes),
  )
  let totals = 0
  for (const { data } of sheets) {
    const last = data.at(-1)
    if (last?.[0] !== "Tổng cộng") continue
    for (const column of last.keys()) {
      if (column === 0) continue
      const of = (row: unknown[]) => {
        const number = /^[\d.]+/u.exec(String(row[column] ?? ""))
        return number ? Number(number[0].replaceAll(".", "")) : 0
      }
      expect(of(last as unknown[])).toBe(
        data.slice(1, -1).reduce((sum, row) => sum + of(row as unknown[]), 0),
      )
      totals += 1
    }
  }
  expect(totals).toBeGreaterThan(9)
  const own = { reportId: JUSTICE, actor: await person("chuyenvien.tuphap") }
  const unitPdf = await unitReportFile(office.d, { ...own, format: "pdf" })
  expect((await lintFile(unitPdf.bytes)).findings.filter(({ severity }) => severity === "error")).toEqual([])
  expect(
    (await readWord((await unitReportFile(office.d, { ...own, format: "docx" })).bytes)).join(" "),
  ).toContain("Đã rà soát 12 thủ tục")
})

test("a unit's report is drawn byte for byte as it was sent, whatever its signer is called since and whenever it is asked for", async () => {
  const own = { reportId: JUSTICE, actor: await person("chuyenvien.tuphap") }
  const sent = await unitReportFile(office.d, { ...own, format: "pdf" })
  const before = office.d.clock.now()
  const name = (await findUser("lanhdao.tuphap"))?.fullName ?? ""
  expect(textOfPages(sent.bytes).join(" ")).toContain(name)
  try {
    await UserModel.updateOne({ _id: "lanhdao.tuphap" }, { $set: { fullName: erasedName("lanhdao.tuphap") } })
    office.clock.set(instantOf("2024-08-01", "08:00:00"))
    expect((await unitReportFile(office.d, { ...own, format: "pdf" })).bytes).toEqual(sent.bytes)
    const word = await readWord((await unitReportFile(office.d, { ...own, format: "docx" })).bytes)
    expect(word.join(" ")).toContain(name)
  } finally {
    office.clock.set(before)
    await UserModel.updateOne({ _id: "lanhdao.tuphap" }, { $set: { fullName: name } })
  }
})

test("a figure that turns out otherwise stands beside the frozen one; the frozen report keeps its digest", async () => {
  const [before] = await findConsolidated(Q)
  const asked = { agencyId: "so-tu-phap", key: "q2", reason: "Đếm sót hồ sơ cấp lại." }
  const same = correctFigure(office.d, { ...(await seenPeriod("lanhdao.tuphap")), ...asked, now: "80" })
  await expect(same).rejects.toThrow("Ghi số liệu khác")
  await correctFigure(office.d, { ...(await seenPeriod("lanhdao.tuphap")), ...asked, now: "82" })
  const { corrections } = (await getPeriod(Q)).workflow.context
  expect(corrections).toMatchObject([
    { agencyId: "so-tu-phap", key: "q2", was: "80", now: "82", revision: 1 },
  ])
  expect(await findConsolidated(Q)).toEqual([before])
})

test("reopened it becomes a numbered revision that shows what changed, and the one that was sent stays", async () => {
  const units = ["so-tu-phap"]
  const reason = "Sở Tư pháp báo sót hồ sơ."
  await reopenPeriod(office.d, { ...(await seenPeriod("chanhvanphong")), reason, units })
  expect(await toldOf(JUSTICE, "Báo cáo được mở lại")).toContain("chuyenvien.tuphap")
  const more = answers({
    q1: { value: 122, of: null, text: "" },
    q2: { value: 82, of: null, text: "" },
    q5: { value: null, of: null, text: "Đã rà soát 12 thủ tục, đạt 95%." },
  })
  await edit(JUSTICE, "chuyenvien.tuphap", more)
  await step(handUpReport, JUSTICE, "chuyenvien.tuphap")
  await step(signOffReport, JUSTICE, "lanhdao.tuphap")
  await step(acceptReport, JUSTICE, "dieuphoi")
  const open = (await findReportStates({ periodId: Q })).filter(
    ({ workflow }) => workflow.value !== "accepted",
  )
  const exceptions = open.map(({ agencyId }) => ({ agencyId, reason: "Vẫn chưa gửi báo cáo." }))
  await lockPeriod(office.d, { ...(await seenPeriod("dieuphoi")), exceptions })
  const [first, second] = await findConsolidated(Q)
  expect(first?.content.revision).toBe(1)
  expect(second?.content.changes).toEqual({
    reason,
    lines: [
      { where: "Sở Tư pháp: Hồ sơ thủ tục hành chính tiếp nhận trong kỳ", was: "120", now: "122" },
      { where: "Sở Tư pháp: Trong đó: tiếp nhận trực tuyến", was: "80", now: "82" },
    ],
  })
  const asked = { periodId: Q, revision: null, format: "docx" as const, actor: await person("dieuphoi") }
  const word = (await readWord((await consolidatedFile(office.d, asked)).bytes)).join(" ")
  expect(word).toContain("bản sửa đổi lần 1")
  expect(word).toContain(reason)
  // Whoever wants the words of the one that was sent gets that document, not a draft.
  const earlier = await readWord((await consolidatedFile(office.d, { ...asked, revision: 1 })).bytes)
  const said = earlier.join(" ").normalize("NFC")
  expect(said).toContain("07/BC-UBND")
  const changes = (await findAuditTrail("reportingPeriod", Q)).flatMap(({ type, payload }) => {
    const { data } = PeriodEvent.safeParse({ ...payload, type })
    return data?.type === "period.signatoryChanged" ? [data] : []
  })
  expect(changes.length).toBe(1)
  for (const { signatory, was } of changes) {
    expect(said).toContain(signatory.fullName.normalize("NFC"))
    expect(said).not.toContain(was.normalize("NFC"))
  }
  expect(said).not.toContain(reason)
})

test("a report is asked for out of turn with a form of its own; a unit that has ended and a form that does not hold are refused", async () => {
  const actor = await person("dieuphoi")
  const question = {
    key: "q1",
    label: "Số trang đã nâng cấp",
    kind: "SHARE",
    totalOf: [],
    isRequired: true,
  } as const
  const asked = {
    name: "Báo cáo nhanh về trang thông tin",
    request: "",
    due: "2023-06-20",
    withFigures: false,
    questions: [{ ...question, totalOf: [] }],
    actor,
  }
  const none = await refusalOf(
    requestReport(office.d, { ...asked, agencyIds: [], due: "2023-06-01", questions: [] }),
  )
  for (const word of ["không trước hôm nay", "ít nhất một đơn vị", "chưa có câu hỏi"])
    expect(none.message).toContain(word)
  const id = await requestReport(office.d, { ...asked, agencyIds: ["so-tu-phap"] })
  const reportId = `${id}:so-tu-phap`
  await edit(reportId, "chuyenvien.tuphap", { q1: { value: 3, of: 4, text: "" } })
  await step(handUpReport, reportId, "chuyenvien.tuphap")
  await step(signOffReport, reportId, "lanhdao.tuphap")
  await step(acceptReport, reportId, "dieuphoi")
  await lockPeriod(office.d, { ...(await seenPeriod("dieuphoi", id)), exceptions: [] })
  const [report] = await findConsolidated(id)
  expect(report?.content.counts).toMatchObject({ expected: 1, onTime: 1 })
})

test("a request that is withdrawn takes away what units still owed, tells them, and leaves what had come in", async () => {
  const actor = await person("dieuphoi")
  const questions = [
    { key: "q1", label: "Số trang", kind: "NUMBER", totalOf: [], isRequired: false } as const,
  ]
  const agencyIds = ["so-tu-phap", "so-y-te"]
  const asked = { name: "Báo cáo nhanh rút lại", request: "", due: "2023-07-20", withFigures: false, actor }
  const id = await requestReport(office.d, {
    ...asked,
    agencyIds,
    questions: questions.map((one) => ({ ...one, totalOf: [] })),
  })
  const [justice, health] = agencyIds.map((agencyId) => `${id}:${agencyId}`) as [string, string]
  await edit(justice, "chuyenvien.tuphap", { q1: { value: 3, of: null, text: "" } })
  await step(handUpReport, justice, "chuyenvien.tuphap")
  await step(signOffReport, justice, "lanhdao.tuphap")
  await withdrawRequest(office.d, { ...(await seenPeriod("dieuphoi", id)), reason: "Đã có số liệu khác." })
  expect((await getReport(justice)).workflow.value).toBe("submitted")
  expect((await getReport(health)).workflow.value).toBe("cancelled")
  expect(await toldOf(health, "Không còn phải báo cáo")).toContain("chuyenvien.yte")
  await expect(edit(health, "chuyenvien.yte", { q1: { value: 1, of: null, text: "" } })).rejects.toThrow(
    "đã rút",
  )
})

test("the store is whole: every step replays, every digest holds, every number is how many its rows are", async () => {
  expect((await verifyStore()).findings).toEqual([])
})
