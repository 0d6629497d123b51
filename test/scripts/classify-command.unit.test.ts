import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runScript } from "#test/setup/run-script.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "phan-loai-"))
})
afterAll(() => rm(folder, { recursive: true }))

const SEEDS = "seeds/reference/procedures.csv"

const classify = (...args: string[]) => runScript("classify", ...args)

/** The seed table with its rows, its head aside, changed. */
const seedsWith = async (
  name: string,
  change: (cells: string[], at: (column: string) => number, row: number) => string[],
): Promise<string> => {
  const [head = [], ...rows]: string[][] = parse(await readFile(SEEDS, "utf8"), { bom: true })
  const at = (column: string) => head.indexOf(column)
  const file = join(folder, name)
  await writeFile(file, stringify([head, ...rows.map((cells, row) => change(cells, at, row))]))
  return file
}

test("the command writes every service, and prints agreement beside both baselines and what another day changes", async () => {
  // Every second record says nothing of fees: what is not written is read as none on either day.
  const file = await seedsWith("khong-phi.csv", (cells, at, row) =>
    row % 2 === 0 ? cells : cells.with(at("Phí"), "").with(at("Lệ phí"), ""),
  )
  const json = join(folder, "phan-loai.json")
  const { code, output } = await classify(
    ...["--procedures", file, "--date", "2023-03-01", "--json", json, "--compare-date", "2026-11-01"],
  )
  // The differences come last: nothing was complained of after them.
  expect(output.slice(output.indexOf("dịch vụ khác đi theo")).trimEnd()).toMatch(
    /^dịch vụ khác đi theo [^\n]+:(?:\n {2}.+→.+)*$/u,
  )
  expect(code).toBe(0)
  const services = JSON.parse(await readFile(json, "utf8"))
  expect(services.length).toBeGreaterThan(50)
  for (const { code: procedure, serviceCode, reasons, gaps } of services) {
    expect(serviceCode.startsWith(procedure)).toBe(true)
    expect(reasons.length).toBeGreaterThan(0)
    expect(gaps).toBeInstanceOf(Array)
  }
  for (const line of [
    /[\d,]+%\s+Khớp với cờ toàn trình của quốc gia/u,
    /[\d,]+%\s+so với: luôn đoán theo số đông/u,
    /[\d,]+%\s+so với: có kênh trực tuyến là toàn trình/u,
    /[\d,]+%\s+Toàn trình đúng .*\(precision\)/u,
    /[\d,]+%\s+Toàn trình đoán được .*\(recall\)/u,
    /[\d,]+%\s+so với: chỉ theo các thủ tục tương tự/u,
    // The compact table tells its courses in a line: of shortened texts nothing is sure.
    /–\s+Khớp ở nơi chắc chắn/u,
    /100%\s+Cần xem xét/u,
    /dịch vụ khác đi theo Luật Chuyển đổi số/u,
  ])
    expect(output).toMatch(line)
})

test("a file without the nation's flags is classified all the same", async () => {
  const file = await seedsWith("khong-co.csv", (cells, at) => cells.with(at("Toàn trình theo CSDLQG"), ""))
  const { code, output } = await classify(
    ...["--procedures", file, "--date", "2026-11-01", "--json", join(folder, "khong-co.json")],
  )
  expect(output).toContain("Tệp không có cờ toàn trình của quốc gia để đối chiếu.")
  expect(code).toBe(0)
})

test.each([
  [["--date", "2023-03-01"], "Cách dùng: npm run classify"],
  [["--procedures", SEEDS, "--date", "1/3/2023", "--json", "x"], "«1/3/2023» không phải ngày (YYYY-MM-DD)."],
  [["--procedures", "khong-co.json", "--date", "2023-03-01", "--json", "x"], "Không đọc được tệp"],
])("asked wrongly (%j), it says how to ask", async (args, message) => {
  const { code, output } = await classify(...args)
  expect(code).toBe(1)
  expect(output).toContain(message)
})
