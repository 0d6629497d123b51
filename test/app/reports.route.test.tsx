import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import readXlsxFile from "read-excel-file/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as listLoader } from "#app/routes/_van-phong.bao-cao._index.tsx"
import {
  action as reportAction,
  loader as reportLoader,
} from "#app/routes/_van-phong.bao-cao.don-vi.$reportId.tsx"
import { loader as figureLoader } from "#app/routes/_van-phong.bao-cao.don-vi.$reportId_.so-lieu.$key.tsx"
import { loader as unitFileLoader } from "#app/routes/_van-phong.bao-cao.don-vi.$reportId_.tai-ve.$format.ts"
import {
  action as periodAction,
  loader as periodLoader,
} from "#app/routes/_van-phong.bao-cao.ky.$periodId.tsx"
import { action as formAction } from "#app/routes/_van-phong.bao-cao.ky.$periodId_.bieu-mau.tsx"
import { loader as rowsLoader } from "#app/routes/_van-phong.bao-cao.ky.$periodId_.so-lieu.$key.tsx"
import { loader as fileLoader } from "#app/routes/_van-phong.bao-cao.ky.$periodId_.tai-ve.$format.ts"
import { action as requestAction } from "#app/routes/_van-phong.bao-cao.yeu-cau.tsx"
import { loader as workLoader } from "#app/routes/_van-phong.cong-viec/route.tsx"
import { openSmallOffice } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

/** A unit that is asked out of turn, so that nothing but the request stands in the store. */
const UNIT = "so-tu-phap"
const ID = "dot-xuat-2023-1"
const REPORT = `${ID}:${UNIT}`

let office: OpenOffice
const cookies: Record<string, string> = {}
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  const digital = "so-thong-tin-va-truyen-thong"
  cookies.coordinator = await office.signedIn({ role: "COORDINATOR", agencyId: digital, id: "dieu.phoi" })
  cookies.clerk = await office.signedIn({ role: "RECORDS_CLERK", id: "van.thu" })
  cookies.officer = await office.signedIn({ role: "SPECIALIST", agencyId: UNIT, id: "can.bo" })
  cookies.head = await office.signedIn({ role: "UNIT_HEAD", agencyId: UNIT, id: "giam.doc" })
}, 60_000)
afterAll(() => office.close())

const statusOf = (answer: unknown): number => {
  if (answer instanceof Response) return answer.status
  return (answer as { init?: { status?: number } }).init?.status ?? 200
}
const wordsOf = (answer: unknown): string => JSON.stringify((answer as { data?: unknown }).data)
const ask = (who: string, params: Record<string, string> = {}, form?: Record<string, string>) =>
  ({
    ...office.ask("/x", { cookie: cookies[who] ?? "", ...(form ? { form } : {}) }),
    params,
  }) as LoaderFunctionArgs & ActionFunctionArgs

const page = (who = "officer") => reportLoader(ask(who, { reportId: REPORT }))
const act = async (who: string, form: Record<string, string>) => {
  const { report } = await page(who)
  return reportAction(ask(who, { reportId: REPORT }, { revision: String(report.revision), ...form }))
}
const period = (who = "coordinator") => periodLoader(ask(who, { periodId: ID }))
const actOnPeriod = async (who: string, form: Record<string, string>) => {
  const { period: seen } = await period(who)
  return periodAction(ask(who, { periodId: ID }, { revision: String(seen.revision), ...form }))
}

const FORM = {
  name: "Báo cáo nhanh về hồ sơ",
  due: "31/03/2023",
  withFigures: "on",
  [`unit.${UNIT}`]: "on",
  "questions.0.label": "Tổng số hồ sơ",
  "questions.0.kind": "NUMBER",
  "questions.0.totalOf": "2, 3",
  "questions.0.isRequired": "on",
  "questions.1.label": "Hồ sơ trực tuyến",
  "questions.1.kind": "NUMBER",
  "questions.2.label": "Hồ sơ trực tiếp",
  "questions.2.kind": "NUMBER",
}

test("a request without a unit is refused with the words kept; sent whole it stands with its unit and in its work list", async () => {
  const { [`unit.${UNIT}`]: _, ...none } = FORM
  const refused = await requestAction(ask("coordinator", {}, none))
  expect(statusOf(refused)).toBe(400)
  expect(wordsOf(refused)).toContain("Chọn ít nhất một đơn vị")
  expect(wordsOf(refused)).toContain("Tổng số hồ sơ")
  expect(statusOf(await requestAction(ask("officer", {}, FORM)))).toBe(403)
  expect(statusOf(await requestAction(ask("coordinator", {}, FORM)))).toBe(302)
  const { own, periods } = await listLoader(ask("officer"))
  expect(own.map(({ id }) => id)).toEqual([REPORT])
  expect(periods[0]?.counts).toMatchObject({ expected: 1, received: 0 })
  const { planWork, counts } = await workLoader(ask("officer"))
  expect(planWork).toMatchObject([{ kind: "UNIT_REPORT", id: REPORT, what: "Lấy số liệu, lập báo cáo." }])
  expect(counts.places.MINE).toBeGreaterThanOrEqual(1)
})

test("the coordinator may set the questions until the first report has come", async () => {
  const send = async (form: Record<string, string>) => {
    const { period: seen } = await period()
    return formAction(ask("coordinator", { periodId: ID }, { revision: String(seen.revision), ...form }))
  }
  const none = await send({ "questions.0.label": "" })
  expect(wordsOf(none)).toContain("chưa có câu hỏi")
  const { name: _, due: __, withFigures: ___, [`unit.${UNIT}`]: ____, ...questions } = FORM
  expect(statusOf(await send({ ...questions, "questions.1.label": "Hồ sơ nộp trực tuyến" }))).toBe(302)
  expect((await page()).questions.map(({ label }) => label)).toContain("Hồ sơ nộp trực tuyến")
})

test("the unit takes its figures, answers, and is refused a total that says other than its rows with what it typed", async () => {
  expect(statusOf(await act("officer", { intent: "report.drafted" }))).toBe(302)
  const { figures } = await page()
  for (const { key, value } of figures) {
    const { items } = await figureLoader(ask("officer", { reportId: REPORT, key }))
    expect([key, items.length]).toEqual([key, value])
  }
  const answers = {
    intent: "report.edited",
    "answers.q1.value": "12",
    "answers.q2.value": "8",
    "answers.q3.value": "3",
  }
  const wrong = await act("officer", answers)
  expect(statusOf(wrong)).toBe(400)
  expect(wordsOf(wrong)).toContain("cộng lại là 11")
  expect(wordsOf(wrong)).toContain("answers.q1.value")
  expect(statusOf(await act("officer", { ...answers, "answers.q1.value": "11" }))).toBe(302)
})

const conflictOf = (answer: unknown) =>
  (answer as { data: { conflict: { by: string; changed: object[]; made?: unknown } } }).data.conflict

test("who comes with an older page is told whose change it is and, line by line, what stood there, what was typed and what stands now", async () => {
  const seen = await page("head")
  const form = {
    intent: "report.edited",
    "answers.q1.value": "11",
    "answers.q2.value": "8",
    "answers.q3.value": "3",
  }
  await act("officer", {
    ...form,
    "answers.q1.value": "13",
    "answers.q2.value": "9",
    "answers.q3.value": "4",
  })
  const late = (over: object) =>
    reportAction(
      ask("head", { reportId: REPORT }, { ...form, revision: String(seen.report.revision), ...over }),
    )
  const refused = await late({ "answers.q2.value": "7", "answers.q1.value": "10" })
  expect(statusOf(refused)).toBe(409)
  const conflict = conflictOf(refused)
  expect(conflict.by).toBe("Nguyễn Thị Thử")
  expect(conflict.changed).toMatchObject([
    { field: "Tổng số hồ sơ", before: "11", mine: "10", now: "13", at: expect.any(String) },
    {
      field: "Hồ sơ nộp trực tuyến",
      ...{ before: "8", mine: "7", now: "9" },
      take: { "answers.q2.value": "9" },
    },
    { field: "Hồ sơ trực tiếp", before: "3", mine: "3", now: "4" },
  ])
  // Each line settled, the form is one of now.
  const lines = (conflict.changed as { take: object }[]).flatMap(({ take }, index) => [
    [`khac.${index}.lay`, JSON.stringify(take)],
    [`khac.${index}.giu`, "hien-nay"],
  ])
  const { report } = await page("head")
  const settled = await late({
    ...Object.fromEntries(lines),
    revision: String(report.revision),
    "answers.q1.value": "10",
  })
  expect(wordsOf(settled)).toContain("Không có gì khác để lưu")
  await act("officer", form)
  const step = await reportAction(
    ask("officer", { reportId: REPORT }, { intent: "report.handedUp", revision: String(report.revision) }),
  )
  expect(conflictOf(step).changed.length).toBeGreaterThan(0)
})

test("an empty place is called empty, and a period's forms say what was done meanwhile and by whom", async () => {
  const { period: before } = await period()
  const { name: _, due: __, withFigures: ___, [`unit.${UNIT}`]: ____, ...questions } = FORM
  const send = (over: Record<string, string>) =>
    formAction(
      ask("coordinator", { periodId: ID }, { revision: String(before.revision), ...questions, ...over }),
    )
  const one = { "questions.1.label": "Hồ sơ nộp trực tuyến", "questions.3.kind": "TEXT" }
  expect(statusOf(await send({ ...one, "questions.3.label": "Khó khăn" }))).toBe(302)
  const late = await send({ ...one, "questions.3.label": "Kiến nghị" })
  expect(statusOf(late)).toBe(409)
  expect(conflictOf(late)).toMatchObject({
    by: "Nguyễn Thị Thử",
    changed: [{ field: "Câu hỏi 4", before: "để trống", now: "Khó khăn (Diễn giải)" }],
  })
  const locking = await periodAction(
    ask("coordinator", { periodId: ID }, { intent: "lock", revision: String(before.revision) }),
  )
  expect(conflictOf(locking).changed).toHaveLength(1)
})

test("handed up, signed off and accepted, the report of the unit has come", async () => {
  expect(statusOf(await act("officer", { intent: "report.handedUp" }))).toBe(302)
  expect(statusOf(await act("officer", { intent: "report.signedOff" }))).toBe(403)
  expect(statusOf(await act("head", { intent: "report.signedOff" }))).toBe(302)
  expect(statusOf(await act("coordinator", { intent: "report.accepted" }))).toBe(302)
})

test("locked, its figures lead to the units they are the sum of, and its files are read by something else", async () => {
  expect(statusOf(await actOnPeriod("officer", { intent: "lock" }))).toBe(403)
  expect(statusOf(await actOnPeriod("coordinator", { intent: "lock" }))).toBe(302)
  const { frozen, counts } = await period()
  expect(counts).toEqual({ expected: 1, received: 1, onTime: 1, late: 0, missing: 0 })
  expect(frozen?.figures.find(({ key }) => key === "q1")?.total).toBe("11")
  const rows = await rowsLoader(ask("coordinator", { periodId: ID, key: "q1" }))
  expect(rows).toMatchObject({ total: "11", rows: [{ unit: "Sở Tư pháp", value: "11", corrected: [] }] })
  const xlsx = await fileLoader(ask("clerk", { periodId: ID, format: "xlsx" }))
  const sheets = await readXlsxFile(Buffer.from(await xlsx.arrayBuffer()))
  expect(JSON.stringify(sheets.map(({ data }) => data))).toContain("Sở Tư pháp")
  const pdf = await unitFileLoader(ask("officer", { reportId: REPORT, format: "pdf" }))
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-")
  const odd = fileLoader(ask("clerk", { periodId: ID, format: "odt" }))
  await expect(odd).rejects.toMatchObject({ status: 404 })
  const { planWork } = await workLoader(ask("clerk"))
  expect(planWork).toMatchObject([{ kind: "PERIOD", id: ID }])
})
