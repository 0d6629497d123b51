import { existsSync } from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { runScript } from "#test/setup/run-script.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ke-hoach-"))
})
afterAll(() => rm(folder, { recursive: true }))

const PLAN_122 = join(import.meta.dirname, "../../../shared/data/plan-122.txt")
if (!existsSync(PLAN_122)) console.warn("Plan 122 is not beside the project: its test is skipped.")

describe("npm run plan", () => {
  test.skipIf(!existsSync(PLAN_122))("Kế hoạch 122: 23 nhiệm vụ, mỗi lỗi có chỗ và cách sửa", async () => {
    const json = join(folder, "122.json")
    const { code } = await runScript("plan", PLAN_122, "--json", json)
    expect(code).toBe(0)
    const { tasks, faults } = JSON.parse(await readFile(json, "utf8"))
    expect(tasks).toHaveLength(23)
    expect(tasks[0]).toEqual({
      number: "1.1",
      part: "1",
      text: expect.stringContaining("Xây dựng Kế hoạch"),
      leads: ["Các Sở, Ban, ngành", "UBND các huyện, thành phố"],
      coordinating: ["Văn phòng UBND tỉnh", "Sở Thông tin và Truyền thông"],
      due: { kind: "ONCE", text: "Hoàn thành tháng 4/2023", from: null, until: "2023-04-30", repeats: null },
      note: "",
      product: "",
      targets: [],
    })
    for (const fault of faults)
      expect(fault).toEqual({
        kind: expect.any(String),
        place: expect.stringMatching(/dòng \d+/u),
        found: expect.any(String),
        proposed: expect.stringMatching(/./u),
      })
    const told = faults.map(({ kind, found }: { kind: string; found: string }) => `${kind} ${found}`)
    for (const fault of [
      "DOUBLED_NUMBER 3.2 đã dùng ở dòng 146",
      "MISSING_NUMBER không có nhiệm vụ 3.3",
      "MISSPELT TTTHC",
      "HEADING_MISSPELT Phiếu hợp",
      "HEADINGS_DIFFER «Phiếu hợp» và «Phối hợp»",
      "PART_OUTSIDE_TABLE 4 THỰC HIỆN ĐO LƯỜNG, ĐÁNH GIÁ",
      "MISSPELT Công dịch vụ công tinh",
      "MISSPELT Công dữ liệu mở",
      "MISSPELT biện chế",
      "DUE_IN_NOTE «Từ tháng 3/ năm 2023» và ghi chú «Hoàn thành Quý IV/2024»",
      "DUE_VAGUE Hàng năm",
      "DUE_OPEN Từ quý II/2023",
      "UNIT_VAGUE Các đơn vị có liên quan",
      "PLACE_NAME Đăk Nông",
    ])
      expect(told).toContain(fault)
  })

  test("tệp không phải kế hoạch vẫn được đọc và nói là không có bảng", async () => {
    const file = join(folder, "thu.txt")
    await writeFile(file, "Kính gửi các đồng chí\nNội dung khác")
    const { code, output } = await runScript("plan", file)
    expect([code, output]).toEqual([0, expect.stringContaining("Không thấy bảng nhiệm vụ")])
  })

  test.each([
    [[], "Cách dùng"],
    [["khong-co.txt"], "Không đọc được tệp «khong-co.txt»"],
    [["a.txt", "--khac"], "Cách dùng"],
  ])("gọi sai (%j) thì nói cách dùng", async (args, words) => {
    const { code, output } = await runScript("plan", ...args)
    expect([code, output]).toEqual([1, expect.stringContaining(words)])
  })
})
