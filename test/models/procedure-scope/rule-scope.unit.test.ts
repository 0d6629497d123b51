import { expect, test } from "vitest"
import { ownProvinceOn } from "#models/procedure-scope/own-province.ts"
import { type ScopeFacts, scopeJudge } from "#models/procedure-scope/rule-scope.ts"
import { factsOf, standingOf } from "#models/procedure-scope/scope-answer.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"

const nation = readNation()
const directoryOf = (code: string) => {
  const province = nation.provinces.find((one) => one.code === code)
  if (!province) throw new Error(`no province ${code}`)
  return provinceDirectory(
    nation,
    province,
    nation.agenciesOf(province).filter(({ isTicked }) => isTicked),
  )
}
const LAM_DONG = directoryOf("68")
const DAY = "2026-03-03"
const judge = scopeJudge(LAM_DONG, DAY)

const aRecord = (
  executing: string[],
  levels: AdminLevel[],
  over: Partial<ScopeFacts> & { field?: string } = {},
): ScopeFacts => ({
  code: "1.000110",
  announcer: { code: "G15", name: "Bộ Tư pháp" },
  agencies: {
    executing: executing.map((name) => ({ code: "", name, kind: "UNIT" as const })),
    competent: [],
    authorised: [],
    coordinating: [],
  },
  fields: [{ code: over.field ?? "G15-TP04", name: "Lĩnh vực" }],
  adminLevels: levels,
  regulation: "ASSIGNED_REGULATION",
  ...over,
})

test.each<[string, string[], AdminLevel[], string]>([
  [
    "a department of whatever province the record names",
    ["Sở Tư pháp tỉnh Tuyên Quang"],
    ["PROVINCE"],
    "G15-TP04",
  ],
  ["the province's committee", ["Ủy ban nhân dân cấp tỉnh"], ["PROVINCE"], "G15-TP04"],
  ["the communes' committees", ["Ủy ban nhân dân cấp xã"], ["COMMUNE"], "G15-HT01"],
  ["both levels, each named", ["Sở Y tế", "Chủ tịch UBND cấp xã"], ["PROVINCE", "COMMUNE"], "G18-YT04"],
  ["the land registration's own branch", ["Chi nhánh Văn phòng đăng ký đất đai"], ["COMMUNE"], "G13-TN02"],
  ["a department beside a ministry", ["Bộ Tư pháp", "Sở Tư pháp"], ["MINISTRY", "PROVINCE"], "G15-TP04"],
])("%s makes it ours", (_, executing, levels, field) => {
  expect(judge(aRecord(executing, levels, { field })).scope).toBe("OURS")
})

test.each<[string, string[], AdminLevel[], string]>([
  ["customs", ["Chi cục Hải quan khu vực"], ["PROVINCE", "COMMUNE"], "G12-TC04"],
  ["customs at the border", ["Hải quan cửa khẩu"], ["COMMUNE"], "G12-TC04"],
  ["tax", ["Thuế tỉnh, thành phố", "Thuế cơ sở"], ["PROVINCE", "COMMUNE"], "G12-TC18"],
  ["the police of a commune", ["Công an cấp Xã"], ["COMMUNE"], "G01-CA05"],
  [
    "an office of the police nobody listed, in a field the police lead",
    ["Phòng quản lý xuất nhập cảnh"],
    ["PROVINCE"],
    "G01-CA11",
  ],
  ["social insurance", ["Bảo hiểm xã hội tỉnh"], ["PROVINCE"], "G24-02"],
  ["the State Bank", ["Ngân hàng Nhà nước Khu vực"], ["PROVINCE"], "G19-NH01"],
  ["the treasury", ["Kho bạc nhà nước khu vực"], ["PROVINCE"], "G12-TC07"],
  ["the command of a commune", ["Ban chỉ huy quân sự cấp Xã"], ["PROVINCE"], "G11-QP06"],
])(
  "what %s carries out is a central branch's, at whatever level the record is flagged",
  (_, executing, levels, field) => {
    expect(judge(aRecord(executing, levels, { field })).scope).toBe("CENTRAL_BRANCH")
  },
)

test.each<[string, ScopeFacts, string, string | null]>([
  ["no executing agency", aRecord([], ["PROVINCE"]), "NO_EXECUTOR", "OURS"],
  ["a body nobody knows", aRecord(["Cơ quan chủ quản"], ["PROVINCE"]), "UNKNOWN_EXECUTOR", "OURS"],
  [
    "a commune flag where only a department executes",
    aRecord(["Sở Nội vụ"], ["PROVINCE", "COMMUNE"]),
    "LEVEL_AGAINST_EXECUTOR",
    "OURS",
  ],
  [
    "a province flag where only a ministry executes",
    aRecord(["Bộ Xây dựng"], ["PROVINCE"], { field: "G17-XD20" }),
    "LEVEL_AGAINST_EXECUTOR",
    "NOT_OURS",
  ],
  [
    "a field of the police that the committees carry out",
    aRecord(["Ủy ban nhân dân cấp xã"], ["PROVINCE"], { field: "G01-CA03" }),
    "FIELD_AGAINST_EXECUTOR",
    "OURS",
  ],
  ["a ministry alone", aRecord(["Bộ Tư pháp"], ["MINISTRY"]), "MINISTRY_ONLY", "NOT_OURS"],
  ["a level that is no more", aRecord(["Ủy ban nhân dân cấp huyện"], ["DISTRICT"]), "LEVEL_ENDED", null],
  [
    "an issuer that is neither ministry nor province",
    aRecord(["Sở Tư pháp"], ["PROVINCE"], { announcer: { code: "D01", name: "Tòa án nhân dân" } }),
    "ISSUER",
    "NOT_OURS",
  ],
  [
    "a record of the nation without an issuer",
    aRecord(["Sở Tư pháp"], ["PROVINCE"], { announcer: { code: "", name: "" } }),
    "ISSUER",
    null,
  ],
])("%s is for a person to settle", (_, facts, doubt, suggestion) => {
  expect(judge(facts)).toMatchObject({ scope: "TO_BE_SETTLED", doubt, suggestion })
})

test("an office's own list need name neither issuer nor executing agency: its level and field say who", () => {
  const list = { announcer: { code: "", name: "" }, regulation: "" }
  expect(judge(aRecord([], ["PROVINCE"], list)).scope).toBe("OURS")
  expect(judge(aRecord([], ["COMMUNE"], { ...list, field: "G15-HT01" })).scope).toBe("OURS")
})

test.each([
  ["H60", "UBND tỉnh Tuyên Quang", "OTHER_PROVINCE"],
  ["H26.101", "Trung tâm phục vụ hành chính công Thành phố Hà Nội", "OTHER_PROVINCE"],
  ["", "Sở Xây dựng - tỉnh Quảng Ngãi", "OTHER_PROVINCE"],
  ["H36", "UBND tỉnh Lâm Đồng", "OURS"],
  // Đắk Nông and Bình Thuận became part of Lâm Đồng on 01/7/2025 (NQ 202/2025/QH15).
  ["H16", "UBND tỉnh Đắk Nông", "OURS"],
  ["", "Ủy ban nhân dân tỉnh Bình Thuận", "OURS"],
])("what %s %s announced is %s for Lâm Đồng of 2026", (code, name, scope) => {
  expect(judge(aRecord(["Sở Tư pháp"], ["PROVINCE"], { announcer: { code, name } })).scope).toBe(scope)
})

test("a province that merged with another counts as the other's from that day, and not before", () => {
  const announcedBy = (name: string) =>
    aRecord(["Sở Tư pháp"], ["PROVINCE"], { announcer: { code: "", name } })
  const before = scopeJudge(UNIT_DIRECTORY, "2025-06-30")
  const after = scopeJudge(UNIT_DIRECTORY, "2025-07-01")
  expect(before(announcedBy("UBND tỉnh Lâm Đồng")).scope).toBe("OTHER_PROVINCE")
  expect(before(announcedBy("UBND tỉnh Đắk Nông")).scope).toBe("OURS")
  expect(after(announcedBy("UBND tỉnh Lâm Đồng")).scope).toBe("OURS")
  expect(after(announcedBy("UBND tỉnh Đắk Nông")).scope).toBe("OURS")
  expect(ownProvinceOn(UNIT_DIRECTORY.agencies, "2023-03-03").names).toEqual(["dak nong"])
})

test("an answer holds while the record says what it said, and is asked anew when it says something else", () => {
  const facts = aRecord(["Cơ quan chủ quản"], ["PROVINCE"])
  const answer = {
    code: facts.code,
    answer: "OURS" as const,
    reason: "Chi cục thuộc Sở",
    doubt: "UNKNOWN_EXECUTOR" as const,
    facts: factsOf(facts),
    by: "thamdinh.thu",
    byName: "Thu",
    at: new Date(0),
  }
  expect(standingOf(facts, judge(facts), answer).standing).toBe("OURS")
  const other = aRecord(["Cơ quan khác"], ["PROVINCE"])
  expect(standingOf(other, judge(other), answer)).toMatchObject({ standing: "TO_BE_SETTLED", answer: null })
})
