import { expect, test } from "vitest"
import { ADMIN_LEVELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { atEveryLevel } from "#test/setup/a-decision.ts"
import { textOfPages } from "#test/setup/pdf-tools.ts"
import { decisionOf, drawn, submissionOf } from "./linted.ts"

/** Services of every level; more than a thousand, so that figures have their point. */
const edition = aFrozenEdition({ rows: 1300, replaces: null, change: atEveryLevel })
const numberOf = (digits: string): number => Number(digits.replaceAll(".", ""))
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
const sumOfColumns = (rows: readonly number[][]): number[] =>
  Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => sum(rows.map((row) => row[column] ?? 0)))

/** How many rows of the edition are so, counted here. */
const counted = (isMeant: (entry: (typeof edition)["entries"][number]) => boolean): number =>
  edition.entries.filter(isMeant).length

test("a Tờ trình with services of every level adds up on paper: each line, each level of government, all", async () => {
  const text = textOfPages(await drawn(submissionOf(edition), edition)).join("\n")
  const figures = String.raw`(\d[\d.]*)`
  const line = new RegExp(String.raw`^\s*(\d+ )?(.*?)${String.raw`\s+`.concat(figures).repeat(5)}$`, "gmu")
  const rows = [...text.matchAll(line)].map(([, number, label = "", ...digits]) => ({
    isTotal: number === undefined,
    label: label.trim(),
    counts: digits.map(numberOf),
  }))
  expect(rows.filter(({ isTotal }) => isTotal).map(({ label }) => label)).toEqual([
    "Cấp tỉnh",
    "Cấp huyện",
    "Cấp xã",
    "Tổng cộng",
  ])
  for (const { counts } of rows) expect(counts[0]).toBe(sum(counts.slice(1)))
  const lines = rows.filter(({ isTotal }) => !isTotal)
  expect(rows.at(-1)?.counts).toEqual(sumOfColumns(lines.map(({ counts }) => counts)))
  for (const [at, { isTotal, counts }] of rows.slice(0, -1).entries()) {
    if (!isTotal) continue
    const next = rows.findIndex((row, index) => index > at && row.isTotal)
    expect(counts).toEqual(sumOfColumns(rows.slice(at + 1, next).map((row) => row.counts)))
  }
  expect(rows.at(-1)?.counts).toEqual([
    edition.entries.length,
    ...SERVICE_LEVELS.map((level) => counted((entry) => entry.level === level)),
  ])
  expect(Math.min(...(rows.at(-1)?.counts ?? []))).toBeGreaterThan(0)
})

test("what a Tờ trình says before the table adds up to the services appraised", async () => {
  const text = textOfPages(await drawn(submissionOf(edition), edition))
    .join("\n")
    .replace(/\s+/gu, " ")
  const [, appraised = ""] = /thẩm định ([\d.]+) \([^)]*\) dịch vụ công/u.exec(text) ?? []
  const [result = ""] = /Dự thảo Danh mục.*?Cụ thể/u.exec(text) ?? []
  const said = [...result.matchAll(/([\d.]+) \(\p{Lu}[^)]*\) dịch vụ công/gu)].map(([, digits = ""]) =>
    numberOf(digits),
  )
  expect(said).toEqual(SERVICE_LEVELS.map((level) => counted((entry) => entry.level === level)))
  expect(sum(said)).toBe(numberOf(appraised))
})

test("a decision with services of every level adds up on paper: Điều 1, levels of government, groups, rows", async () => {
  const text = textOfPages(await drawn(decisionOf(edition), edition))
    .join("\n")
    .replace(/\s+/gu, " ")
  const [, all = ""] = /gồm ([\d.]+) \([^)]*\) dịch vụ công trực tuyến, cụ thể/u.exec(text) ?? []
  const claims = [
    ...text.matchAll(
      /\d\. ([\d.]+) \([^)]*\) dịch vụ công trực tuyến (toàn trình|một phần), trong đó: (.*?); chi tiết tại (Phụ lục I+)/gu,
    ),
  ].map(([, said = "", level, perGovernment = "", annex = ""]) => ({
    said: numberOf(said),
    level: level === "toàn trình" ? ("FULL" as const) : ("PARTIAL" as const),
    perGovernment: [...perGovernment.matchAll(/([\d.]+) \(/gu)].map(([, digits = ""]) => numberOf(digits)),
    annex,
  }))
  expect(claims.map(({ level }) => level)).toEqual(["FULL", "PARTIAL"])
  expect(sum(claims.map(({ said }) => said))).toBe(numberOf(all))
  const annexes = text.split(/ (?=Phụ lục I+ DANH MỤC)/u).slice(1)
  for (const [at, { said, level, perGovernment }] of claims.entries()) {
    expect(said).toBe(counted((entry) => entry.level === level))
    expect(perGovernment).toEqual(
      ADMIN_LEVELS.map((admin) =>
        counted((entry) => entry.level === level && entry.adminLevel === admin),
      ).filter((count) => count > 0),
    )
    expect(sum(perGovernment)).toBe(said)
    expect(groupsIn(annexes[at] ?? "")).toMatchObject({ wrong: [], rows: said, byGovernment: perGovernment })
  }
})

/** Groups of an annex whose number is not that of the rows below them, and how many rows there are. */
function groupsIn(annex: string) {
  type Group = { depth: number; label: string; said: number; rows: number }
  const open: Group[] = []
  const all: Group[] = []
  let rows = 0
  const token = /(?<=^|\s)([A-D]|[IVX]+|\d+)\. [^()]*?\(([\d.]+) dịch vụ công\)|\(\d\.\d{6}\.\d\d\)/gu
  for (const [, label, said = ""] of annex.matchAll(token)) {
    if (label === undefined) {
      rows += 1
      for (const group of open) group.rows += 1
      continue
    }
    const depth = /^\d/u.test(label) ? 2 : /^[A-D]$/u.test(label) ? 0 : 1
    const group = { depth, label, said: numberOf(said), rows: 0 }
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop()
    open.push(group)
    all.push(group)
  }
  return {
    wrong: all.filter((group) => group.said !== group.rows),
    rows,
    byGovernment: all.filter(({ depth }) => depth === 0).map(({ said }) => said),
  }
}
