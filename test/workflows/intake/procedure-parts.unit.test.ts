import fc from "fast-check"
import { expect, test } from "vitest"
import { Procedure } from "#models/procedure/procedure.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { aProcedure } from "#test/workflows/classification/a-procedure.ts"
import { classify } from "#workflows/classification/classify.ts"
import { compareProcedures } from "#workflows/intake/compare-procedures.ts"
import { PROCEDURE_PARTS } from "#workflows/intake/procedure-parts.ts"

const plain = aProcedure()

/** Another value of every field of a record. */
const CHANGED: Record<Exclude<keyof Procedure, "code">, Partial<Procedure>> = {
  name: { name: "Tên khác" },
  fields: { fields: [{ code: "G02", name: "Đất đai" }] },
  adminLevels: { adminLevels: ["COMMUNE"] },
  applicantTypes: { applicantTypes: ["Doanh nghiệp"] },
  regulation: { regulation: "Quy định khác" },
  announcer: { announcer: { code: "G01", name: "Bộ khác" } },
  announcementDecision: { announcementDecision: "1/QĐ-BTP" },
  state: { state: "NOT_PUBLIC" },
  cases: { cases: aProcedure({ steps: "Người nộp phải trực tiếp có mặt tại cơ quan." }).cases },
  submissionMethods: { submissionMethods: aProcedure({ channels: ["IN_PERSON"] }).submissionMethods },
  results: { results: [{ code: "", name: "Bản điện tử" }] },
  legalBases: { legalBases: [{ number: "1/2024/QH15", title: "Luật khác" }] },
  requirements: { requirements: "Có mặt để phỏng vấn." },
  description: { description: "Mô tả khác" },
  agencies: {
    agencies: { ...plain.agencies, executing: [{ code: "H16.01", name: "Sở khác", kind: "UNIT" }] },
  },
  services: { services: [{ serviceCode: "1.000001.02", name: "Dịch vụ khác" }] },
  returningMethods: { returningMethods: ["Trực tiếp tại nơi nộp"] },
  nationalFlags: { nationalFlags: { isFullProcess: true, isOfflineOnly: true, nonTerritorial: true } },
}

test("the table of changes names every field of a record", () => {
  expect(Object.keys(CHANGED).sort()).toEqual(
    Object.keys(Procedure.shape)
      .filter((field) => field !== "code")
      .sort(),
  )
})

test.each(Object.entries(CHANGED))("a change of %s is seen", (_, change) => {
  expect(compareProcedures(plain, { ...plain, ...change })).not.toEqual([])
})

const suggestions = (procedure: Procedure) =>
  LEGAL_REGIMES.map((regime) => {
    const { level, answers, sure } = classify({ procedure, snapshotHash: "" }, regime)
    return { level, answers, sure }
  })

test("whatever changes the answers of the rules lies in a part that bears on the level", () => {
  fc.assert(
    fc.property(fc.subarray(Object.values(CHANGED)), fc.subarray(Object.values(CHANGED)), (before, after) => {
      const was = Object.assign({}, plain, ...before) as Procedure
      const is = Object.assign({}, was, ...after) as Procedure
      const bears = compareProcedures(was, is).some(({ bearsOnLevel }) => bearsOnLevel)
      if (!bears) expect(suggestions(is)).toEqual(suggestions(was))
    }),
  )
})

test("nothing differs from itself, and a difference is the same from either side", () => {
  fc.assert(
    fc.property(fc.subarray(Object.values(CHANGED)), (changes) => {
      const other = Object.assign({}, plain, ...changes) as Procedure
      expect(compareProcedures(other, structuredClone(other))).toEqual([])
      const there = compareProcedures(plain, other)
      const back = compareProcedures(other, plain)
      expect(back.map(({ name, before, now }) => [name, now, before])).toEqual(
        there.map(({ name, before, now }) => [name, before, now]),
      )
    }),
  )
})

test("parts are named once, and those the criteria ask about bear on the level", () => {
  const names = PROCEDURE_PARTS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(PROCEDURE_PARTS.filter(({ bearsOnLevel }) => bearsOnLevel).map(({ name }) => name)).toEqual([
    "Tình trạng công khai",
    "Trình tự thực hiện",
    "Thành phần hồ sơ",
    "Cách thức, thời hạn, phí, lệ phí",
    "Kết quả thực hiện",
    "Hình thức trả kết quả",
    "Yêu cầu, điều kiện",
    "Căn cứ pháp lý",
  ])
})

test("a tick that is unknown is not told as no", () => {
  const flags = (isFullProcess: boolean | null) => ({
    ...plain,
    nationalFlags: { isFullProcess, isOfflineOnly: null, nonTerritorial: null },
  })
  expect(compareProcedures({ ...plain, nationalFlags: null }, flags(null))).toEqual([])
  expect(JSON.stringify(compareProcedures(flags(null), flags(true)))).toContain("Toàn trình: có")
})
