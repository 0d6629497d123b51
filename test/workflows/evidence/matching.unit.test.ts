import { existsSync, readFileSync } from "node:fs"
import fc from "fast-check"
import { expect, test } from "vitest"
import type { EvidenceMatch } from "#models/evidence-list/evidence-list.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { nameScore } from "#workflows/evidence/match-names.ts"
import { matchRows } from "#workflows/evidence/match-rows.ts"
import { countEvidenceHeadings, plainCode, readEvidenceRows } from "#workflows/evidence/read-evidence.ts"
import { tallyOf } from "#workflows/evidence/tally.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { readCsv } from "#workflows/uploads/read-csv.ts"

const OURS = [
  { code: "1.000894", name: "Đăng ký kết hôn" },
  { code: "2.000806", name: "Đăng ký kết hôn có yếu tố nước ngoài" },
  { code: "2.000488", name: "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam" },
]
const row = (line: number, code: string, name: string) => ({
  line,
  code,
  name,
  level: "FULL" as const,
  usage: null,
})

test("a code matches whatever the name says, with a province's own ending or without", () => {
  expect(plainCode("2.001765.000.00.00.H44")).toBe("2.001765")
  expect(plainCode("2020STTTT_PTTT06")).toBe("")
  const [match] = matchRows([row(2, "1.000894", "Tên khác hẳn")], OURS)
  expect(match).toMatchObject({ procedure: { code: "1.000894" }, by: "CODE", score: 1 })
})

test("without a code the most alike name is proposed, with accents and order of no account", () => {
  const [match] = matchRows([row(2, "", "Thủ tục DANG KY ket hon")], OURS)
  expect(match).toMatchObject({ procedure: { code: "1.000894" }, by: "NAME", score: 1 })
  expect(matchRows([row(2, "", "Cấp giấy phép xây dựng")], OURS)).toEqual([])
})

test("a name takes no procedure that another row names by its code, and two rows never share one", () => {
  const matches = matchRows(
    [
      row(2, "", "Đăng ký kết hôn"),
      row(3, "1.000894", "Đăng ký kết hôn"),
      row(4, "", "Đăng ký kết hôn có yếu tố"),
    ],
    OURS,
  )
  const codes = matches.map(({ procedure }) => procedure.code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(matches.find(({ procedure }) => procedure.code === "1.000894")).toMatchObject({ row: { line: 3 } })
})

const names = fc.string({ unit: fc.constantFrom(..."aăâđêôơưbc "), maxLength: 30 })
test("likeness is the same from either side, between 0 and 1, and 1 with itself", () => {
  fc.assert(
    fc.property(names, names, (one, other) => {
      expect(nameScore(one, other)).toBeCloseTo(nameScore(other, one))
      expect(nameScore(one, other)).toBeGreaterThanOrEqual(0)
      expect(nameScore(one, other)).toBeLessThanOrEqual(1)
      if (/[^\s]/.test(one)) expect([0, 1]).toContain(nameScore(one, one))
    }),
  )
})

test("a level nobody knows is named by its row; one that is not given does not vote", () => {
  const sheet = (level: string) =>
    readCsv(
      Buffer.from(`Mã TTHC,Tên thủ tục,Mức độ\n1.000894,Đăng ký kết hôn,${level}\n`),
      IMPORT_LIMITS,
      countEvidenceHeadings,
    ).tables[0]?.rows ?? []
  expect(readEvidenceRows(sheet("Một phần"), "PEER_LEVELS")).toMatchObject([{ level: "PARTIAL" }])
  expect(readEvidenceRows(sheet("Mức độ 4"), "PEER_LEVELS")).toMatchObject([{ level: "FULL" }])
  expect(readEvidenceRows(sheet("Không cung cấp"), "PEER_LEVELS")).toMatchObject([{ level: "NOT_PROVIDED" }])
  expect(readEvidenceRows(sheet(""), "PEER_LEVELS")).toMatchObject([{ level: null }])
  expect(() => readEvidenceRows(sheet("tốt"), "PEER_LEVELS")).toThrow("Dòng 2")
})

const aMatch = (over: Partial<EvidenceMatch>): EvidenceMatch => ({
  id: "1",
  listId: "l",
  kind: "PEER_LEVELS",
  issuer: "Đồng Nai",
  publishedOn: "2025-05-01",
  line: 2,
  rowCode: "",
  rowName: "",
  level: "FULL",
  usage: null,
  procedureCode: "1.000894",
  procedureName: "Đăng ký kết hôn",
  by: "CODE",
  score: 1,
  state: "CONFIRMED",
  decidedBy: null,
  decidedAt: null,
  ...over,
})

test("each province votes once, by its latest list and its lowest level; nothing unconfirmed counts", () => {
  const tally = tallyOf([
    aMatch({}),
    aMatch({ publishedOn: "2026-05-01", level: "FULL" }),
    aMatch({ publishedOn: "2026-05-01", level: "PARTIAL", line: 3 }),
    aMatch({ issuer: "Phú Thọ" }),
    aMatch({ issuer: "Huế", state: "PROPOSED" }),
    aMatch({ issuer: "Lào Cai", level: null }),
    aMatch({ issuer: "Bộ Tư pháp", kind: "MINISTRY_ELIGIBLE", level: null }),
  ])
  expect(tally).toMatchObject({
    voters: 2,
    counts: { FULL: 1, PARTIAL: 1 },
    ministries: [{ issuer: "Bộ Tư pháp" }],
  })
})

test("votes add up to the voters, whatever the lists", () => {
  const matches = fc.array(
    fc
      .record({
        issuer: fc.constantFrom("A", "B", "C"),
        publishedOn: fc.constantFrom("2025-05-01", "2026-05-01"),
        level: fc.constantFrom(null, ...SERVICE_LEVELS),
        state: fc.constantFrom("CONFIRMED" as const, "PROPOSED" as const, "REJECTED" as const),
      })
      .map(aMatch),
  )
  fc.assert(
    fc.property(matches, (given) => {
      const { voters, counts, peers } = tallyOf(given)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(voters)
      expect(peers.length).toBe(voters)
    }),
  )
})

const LISTS = new URL("../../../../shared/data/lists/", import.meta.url)
test.skipIf(!existsSync(LISTS))(
  "the shared lists of other provinces are read, with and without codes",
  () => {
    const read = (file: string) =>
      readEvidenceRows(
        readCsv(readFileSync(new URL(file, LISTS)), IMPORT_LIMITS, countEvidenceHeadings).tables[0]?.rows ??
          [],
        "PEER_LEVELS",
      )
    const land = read("dong-nai-land-2025.csv")
    expect(land.length).toBe(43)
    expect(land.filter(({ code }) => code !== "").length).toBe(40)
    expect(land.filter(({ level }) => level !== null).length).toBe(35)
    const police = read("phu-tho-police-2026.csv")
    expect(police.filter(({ code }) => code === "").length).toBeGreaterThan(100)
    const threeTier = read("phu-tho-2022-three-tier.csv")
    expect(threeTier.filter(({ code }) => code !== "").length).toBe(660)
  },
)
