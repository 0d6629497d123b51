import readXlsxFile from "read-excel-file/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { blankInWords } from "#models/indicator/frozen-blank.ts"
import { findFrozenAmong, findFrozenPeriod } from "#models/indicator/frozen-period.server.ts"
import { replaceUsageSheets } from "#models/indicator/usage-sheet.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findConsolidated, getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { dayOf, instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findReportStates, getReport } from "#models/unit-report/unit-report.repository.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { citizensKeys } from "#test/setup/citizens-keys.ts"
import { aSheet } from "#test/workflows/indicators/made-facts.ts"
import { writeLedger } from "#workflows/clocks/keep-ledger.server.ts"
import { frozenMeasure } from "#workflows/indicators/frozen-measure.server.ts"
import { stageUsage, takeUsage } from "#workflows/indicators/import-usage.server.ts"
import { figureOf, indicatorFigure, listsBehind } from "#workflows/indicators/indicator-figures.server.ts"
import { checkMeasures } from "#workflows/integrity/check-measures.server.ts"
import { keepPlanTasks } from "#workflows/plan/keep-tasks.server.ts"
import {
  numberConsolidated,
  sendConsolidated,
  signConsolidated,
} from "#workflows/reporting-period/issue-consolidated.server.ts"
import { lockPeriod, reopenPeriod, unlockPeriod } from "#workflows/reporting-period/lock-period.server.ts"
import { openReportingPeriods } from "#workflows/reporting-period/open-periods.server.ts"
import { unitReportFile } from "#workflows/reporting-period/report-files.server.ts"
import { getIndicatorList, getIndicatorPage } from "#workflows/screens/indicator-pages.server.ts"
import { getPeriodPage } from "#workflows/screens/period-page.server.ts"
import { getReportPage } from "#workflows/screens/unit-report-page.server.ts"
import { draftReport } from "#workflows/unit-report/write-report.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"
import { openSmallOffice, type SmallOffice } from "../../setup/office.ts"
import { textOfPages } from "../../setup/pdf-tools.ts"
import { openTestStore } from "../../setup/store.ts"

let store: Store
let office: SmallOffice
let code = ""
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store, { stage: "issued" })
  await seedUsers(TRAINING_USERS)
  office.clock.set(instantOf("2023-06-05", "08:00:00"))
  await seedPlan(office.d, PLAN_122)
  await openReportingPeriods(office.d)
  await writeLedger(office.d)
  await keepPlanTasks(office.d)
  code = (await findActiveServices()).find(({ unit }) => unit.id === UNIT)?.procedureCode ?? ""
  await imported("2023-04", 10, 4)
}, 120_000)
afterAll(() => store.close())

const Q = "2023-2"
const UNIT = "so-tu-phap"
const imported = (month: string, received: number, onlineReceived: number) =>
  store.inTransaction((session) =>
    replaceUsageSheets([aSheet(UNIT, month, [[code, { received, onlineReceived }]])], session),
  )
const person = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actorOn(user, dayOf(office.clock.now()))
}
const seen = async (who: string) => ({
  periodId: Q,
  revision: (await getPeriod(Q)).revision,
  actor: await person(who),
})
const lock = async () => {
  const open = await findReportStates({ periodId: Q })
  const exceptions = open.map(({ agencyId }) => ({ agencyId, reason: "Chưa gửi báo cáo của quý." }))
  await lockPeriod(office.d, { ...(await seen("dieuphoi")), exceptions })
}
const figure = async (unitId: string | null) =>
  (await indicatorFigure(office.d, { indicatorId: "emc-ho-so", periodId: "2023-Q2", unitId })).figure
const frozenText = async (unitId: string | null) =>
  (await findFrozenPeriod("2023-Q2"))?.figures.find(
    (one) => one.indicatorId === "emc-ho-so" && one.unitId === unitId,
  )?.text

test("the draft of a unit's report says its indicators of the quarter, each leading to its list", async () => {
  const reportId = `${Q}:${UNIT}`
  const actor = await person("chuyenvien.tuphap")
  await draftReport(office.d, { reportId, revision: (await getReport(reportId)).revision, actor })
  const page = await getReportPage(office.d, { id: reportId, actor })
  expect(page.indicators.periodId).toBe("2023-Q2")
  expect(page.indicators.rows.find(({ indicatorId }) => indicatorId === "emc-ho-so")).toMatchObject({
    numerator: 4,
    denominator: 10,
    text: "40%",
  })
  const word = await readWord((await unitReportFile(office.d, { reportId, format: "docx", actor })).bytes)
  expect(word.join(" ")).toContain("40% (4/10)")
  const { blanks } = page.indicators
  expect(blanks.length).toBeGreaterThan(0)
  const [pdf, xlsx] = await Promise.all(
    (["pdf", "xlsx"] as const).map((format) => unitReportFile(office.d, { reportId, format, actor })),
  )
  const drawn = textOfPages(pdf?.bytes ?? new Uint8Array())
    .join(" ")
    .normalize("NFC")
  const cells = JSON.stringify(await readXlsxFile(Buffer.from(xlsx?.bytes ?? [])))
  const reasons = Map.groupBy(blanks, blankInWords)
  expect([...reasons.keys()].toSorted()).toEqual(["N/A, mẫu số bằng 0", "chưa có số liệu"])
  for (const some of reasons.values()) {
    for (const said of [word.join(" "), drawn, cells]) expect(said).toContain(`(${some.length} chỉ số)`)
    for (const { name } of some) for (const said of [word.join(" "), cells]) expect(said).toContain(name)
  }
})

test("taken again after the office has noted something else, the figures are those of then", async () => {
  const reportId = `${Q}:${UNIT}`
  const actor = await person("chuyenvien.tuphap")
  const again = async () => {
    await draftReport(office.d, { reportId, revision: (await getReport(reportId)).revision, actor })
    return (await getReport(reportId)).content.indicators?.find(
      ({ indicatorId }) => indicatorId === "emc-ho-so",
    )?.text
  }
  expect(await again()).toBe("40%")
  const csv = `Tháng,Đơn vị,Mã thủ tục,Hồ sơ tiếp nhận,Tiếp nhận trực tuyến\n05/2023,Sở Tư pháp,${code},10,10\n`
  const coordinator = await person("dieuphoi")
  const bytes = new TextEncoder().encode(csv)
  const sent = { fileName: "thang-5.csv", bytes, generated: true, actor: coordinator }
  const { importId } = await stageUsage(office.d, sent)
  await takeUsage(office.d, { importId, actor: coordinator })
  expect(await again()).toBe("70%")
  await imported("2023-05", 0, 0)
})

test("locking freezes the figures of province and units, and closes the months that were over", async () => {
  await lock()
  expect([await frozenText(null), await frozenText(UNIT)]).toEqual(["40%", "40%"])
  const [report] = await findConsolidated(Q)
  expect(report?.content.indicators?.find(({ indicatorId }) => indicatorId === "emc-ho-so")?.text).toBe("40%")
  expect((await findFrozenAmong(["2023-04", "2023-06"]))[0]).toMatchObject({
    periodId: "2023-Q2",
    months: ["2023-04"],
  })
})

test("unlocked before it was numbered, the freezing is taken back with the report", async () => {
  await unlockPeriod(office.d, { ...(await seen("dieuphoi")), reason: "Còn đơn vị gửi thêm." })
  expect(await findFrozenPeriod("2023-Q2")).toBeNull()
  await lock()
})

test("what comes in later moves the figure of today; the frozen one stays beside it", async () => {
  await imported("2023-06", 10, 8)
  expect((await figure(null)).text).toBe("60%")
  expect(await frozenText(null)).toBe("40%")
  const actor = await person("dieuphoi")
  const query = { period: "2023-Q2", unit: UNIT, set: "" } as const
  const list = await getIndicatorList(office.d, { actor, query })
  expect(list.rows.find(({ id }) => id === "emc-ho-so")).toMatchObject({ text: "60%", frozen: "40%" })
  const page = await getPeriodPage(office.d, { id: Q, actor })
  expect(page.frozen?.indicators.rows.find(({ indicatorId }) => indicatorId === "emc-ho-so")).toMatchObject({
    text: "40%",
    now: "60%",
  })
})

test("the list behind a frozen figure has the frozen count, whatever came in since; today's stands beside", async () => {
  const actor = await person("dieuphoi")
  const pageOf = (frozen: number, count: string) =>
    getIndicatorPage(office.d, {
      actor,
      indicatorId: "emc-ho-so",
      query: { period: "2023-Q2", unit: UNIT, count, page: 1, frozen },
    })
  const [then, now] = [await pageOf(1, "onlineReceived"), await pageOf(0, "onlineReceived")]
  const sum = ({ list }: typeof then) => list?.items.reduce((all, { amount }) => all + amount, 0)
  expect([then.figure.text, then.list?.value, sum(then)]).toEqual(["40%", 4, 4])
  expect([now.figure.text, now.list?.value, sum(now)]).toEqual(["60%", 12, 12])
  expect(then).toMatchObject({ isFrozen: true, hasFrozenList: true, todayText: "60%" })
  const measured = await frozenMeasure({ periodId: "2023-Q2", revision: 1 })
  const frozen = await findFrozenPeriod("2023-Q2")
  if (!measured || !frozen) throw new Error("nothing was kept")
  expect(frozen.figures.length).toBeGreaterThan(50)
  for (const { indicatorId, unitId, numerator, denominator } of frozen.figures) {
    const indicator = measured.indicators.find(({ id }) => id === indicatorId)
    if (!indicator) throw new Error(`no ${indicatorId}`)
    expect(figureOf(measured, indicator, unitId)).toMatchObject({ numerator, denominator })
    for (const { name, value, items } of listsBehind(measured, indicator, unitId))
      if (name !== "periodsInYear") expect(items.reduce((all, { amount }) => all + amount, 0)).toBe(value)
  }
  await expect(pageOf(9, "received")).rejects.toThrow("Không có bản số liệu đã chốt thứ 9")
})

test("a figure without a value when it was frozen says why", async () => {
  const frozen = await findFrozenPeriod("2023-Q2")
  const whys = Map.groupBy(frozen?.blanks ?? [], ({ why }) => why)
  expect(whys.get("EMPTY_DENOMINATOR")?.length).toBeGreaterThan(0)
  expect(whys.get("NO_DATA")?.every(({ unitId }) => unitId === null)).toBe(true)
  const [empty] = whys.get("EMPTY_DENOMINATOR") ?? []
  const actor = await person("dieuphoi")
  const query = { period: "2023-Q2", unit: empty?.unitId ?? "", set: "" } as const
  const list = await getIndicatorList(office.d, { actor, query })
  expect(list.rows.find(({ id }) => id === empty?.indicatorId)).toMatchObject({
    frozen: empty?.text,
    frozenWhy: "EMPTY_DENOMINATOR",
  })
  const page = await getPeriodPage(office.d, { id: Q, actor })
  expect(page.frozen?.indicators.blanks.length).toBe(
    frozen?.blanks?.filter(({ unitId }) => unitId === null).length,
  )
})

test("reopened, the months take data again; the next revision freezes anew and says what it says otherwise", async () => {
  const signatoryId = "phochutich"
  await numberConsolidated(office.d, { ...(await seen("vanthu")), number: 3, signatoryId })
  const { signing, numbers } = await citizensKeys({ "Đinh Thị Bích Vân": "CCCD:067085001234" })
  await signConsolidated({ ...office.d, signing }, await seen(signatoryId))
  await sendConsolidated(office.d, await seen("vanthu"))
  const reason = "Sở Tư pháp nhập sót hồ sơ."
  await reopenPeriod(office.d, { ...(await seen("chanhvanphong")), reason, units: [UNIT] })
  expect(await findFrozenAmong(["2023-04"])).toEqual([])
  expect(await frozenText(null)).toBe("40%")
  await lock()
  expect(await frozenText(null)).toBe("60%")
  const [, second] = await findConsolidated(Q)
  expect(second?.content.changes?.lines).toContainEqual(
    expect.objectContaining({ where: expect.stringMatching(/^Toàn tỉnh: /u), was: "40%", now: "60%" }),
  )
  // The certificate of a namesake: nothing of it is kept.
  await numberConsolidated(office.d, { ...(await seen("vanthu")), number: 4, signatoryId })
  numbers["Đinh Thị Bích Vân"] = "CCCD:001090009678"
  const byNamesake = signConsolidated({ ...office.d, signing }, await seen(signatoryId))
  await expect(byNamesake).rejects.toThrow(/«CCCD:•+678», khác số trong chứng thư bạn đã ký/u)
  expect((await getPeriod(Q)).workflow.value).toBe("numbered")
})

test("the store's measures are whole, and a table or frozen figure written past the office is found", async () => {
  const known = new Set(["nhap-1"])
  expect((await checkMeasures(known)).findings).toEqual([])
  expect((await checkMeasures(new Set())).findings.map(({ message }) => message)).toEqual([
    expect.stringContaining("không do lần nhập nào"),
    expect.stringContaining("không do lần nhập nào"),
    expect.stringContaining("không do lần nhập nào"),
  ])
  const bad = aSheet("so-khong-co", "2023-13", [["9.9", { received: -1 }]])
  await store.inTransaction((session) => replaceUsageSheets([bad], session))
  const told = (await checkMeasures(known)).findings.filter(({ where }) => where === bad.id)
  for (const words of ["tháng", "đơn vị", "số âm"])
    expect(told.map(({ message }) => message).join(" ")).toContain(words)
})
