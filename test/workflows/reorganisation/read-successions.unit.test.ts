import { expect, test } from "vitest"
import { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { AGENCIES } from "#seeds/reference/agencies.ts"
import { mergerOf2025 } from "#seeds/scenarios/merger-of-2025.ts"
import { planMoves } from "#workflows/reorganisation/core/plan-moves.ts"
import { readSuccessions } from "#workflows/reorganisation/read-successions.ts"
import { theTrainingWorld } from "./a-world.ts"

const asked = { agencies: AGENCIES, plan: { day: "2025-07-01" }, parentId: "ubnd-tinh-lam-dong" }
const sheet = (...rows: string[]) =>
  ["Mã cũ,Tên cũ,Mã mới,Tên mới,Phạm vi", ...rows].map((row, index) => ({
    line: index + 1,
    cells: row.split(","),
  }))
const read = (...rows: string[]) => readSuccessions(sheet(...rows), asked)

test("the table of 2025 names every commune of the province once and makes 28 of 71", () => {
  const { newUnits, successions } = mergerOf2025(AGENCIES)
  const communes = newUnits.filter(({ kind }) => kind === "COMMUNE_COMMITTEE")
  expect(communes.length).toBe(28)
  expect(new Set(communes.map(({ id }) => id)).size).toBe(28)
  expect(communes.every(({ codes }) => codes[0]?.scheme === "GSO" && /^\d{5}$/.test(codes[0].code))).toBe(
    true,
  )
  const old = AGENCIES.filter(({ kind }) => kind === "COMMUNE_COMMITTEE").map(({ id }) => id)
  expect(old.filter((id) => successions.filter(({ fromId }) => fromId === id).length !== 1)).toEqual([])
})

test("a unit is known by its name whatever apostrophe it is written with, by its code, and by its id", () => {
  const { rows, successions } = read(
    ",Xã Đắk R’Măng,24637,Xã Tà Đùng,toàn bộ",
    "H16.31.03,,24637,Xã Tà Đùng,whole",
    "ubnd-xa-dak-som,,24637,Xã Tà Đùng,Toàn bộ",
  )
  expect(rows.map(({ as }) => as)).toEqual(["NEW", "NEW", "NEW"])
  expect(new Set(successions.map(({ toId }) => toId)).size).toBe(1)
})

test("what cannot be taken is said by its row: an unknown unit, no extent, a new unit without a name", () => {
  const { rows, missing } = read(
    ",Xã Không Có,1,Xã Mới,toàn bộ",
    ",Xã Đắk Ha,24611,Phường Bắc Gia Nghĩa,gần hết",
    ",Xã Đắk Som,24637,,toàn bộ",
  )
  expect(rows.map(({ line, as, message }) => [line, as, message])).toEqual([
    [2, "FAULT", expect.stringContaining("Không có đơn vị «Xã Không Có»")],
    [3, "FAULT", expect.stringContaining("toàn bộ")],
    [4, "FAULT", "Chưa ghi tên đơn vị mới."],
  ])
  expect(missing.length).toBe(69)
  expect(() => readSuccessions([{ line: 1, cells: ["Tên cũ"] }], asked)).toThrow(/thiếu cột Tên mới, Phạm vi/)
})

test("rows of other provinces are left alone in the nation's own table", () => {
  const heading = "old_province,old_commune_code,old_commune,commune_code,commune,extent"
  const rows = [
    heading,
    "Thành phố Hà Nội,00016,Phường Ngọc Hà,00004,Phường Ba Đình,part",
    "Tỉnh Đắk Nông,24622,Xã Đắk Ha,24611,Phường Bắc Gia Nghĩa,whole",
  ]
  const found = readSuccessions(
    rows.map((row, index) => ({ line: index + 1, cells: row.split(",") })),
    asked,
  )
  expect([found.foreign, found.rows.length, found.successions.length]).toEqual([1, 1, 1])
})

test("a commune taken apart is a question, and stays one until it is answered by hand", async () => {
  const world = await theTrainingWorld()
  const parts = read(",Xã Đắk Ha,24611,Phường Bắc Gia Nghĩa,một phần", ",Xã Đắk Ha,24637,Xã Tà Đùng,một phần")
  const plan = mergerOf2025([...world.tables.agencies.values()])
  const asWhole = plan.successions.filter(({ fromId }) => fromId !== "ubnd-xa-dak-ha")
  const taken = ReorganisationPlan.parse({
    ...plan,
    successions: [...asWhole, ...parts.successions],
    answers: { ...plan.answers, "SERIES:2025:QĐ-UBND": "820" },
  })
  const { questions } = planMoves(world, taken)
  expect(questions.map(({ id }) => id)).toEqual(["RECEIVER:ubnd-xa-dak-ha"])
  const answered = { ...taken, answers: { ...taken.answers, "RECEIVER:ubnd-xa-dak-ha": "ubnd-xa-ta-dung" } }
  const { moves, questions: open } = planMoves(world, answered)
  expect(open).toEqual([])
  expect(moves.find(({ table }) => table === "series")?.after).toEqual({
    year: 2025,
    symbol: "QĐ-UBND",
    last: 820,
  })
})
