import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runScript } from "#test/setup/run-script.ts"
import { decisionOf, drawn } from "./linted.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "the-thuc-"))
  const layout = decisionOf()
  const numbered = { ...layout, header: { ...layout.header, number: "7", day: "2023-05-12" } }
  await writeFile(join(folder, "dung.pdf"), await drawn(layout))
  await writeFile(join(folder, "sai.pdf"), await drawn(numbered))
  await writeFile(join(folder, "hong.pdf"), "không phải PDF")
})
afterAll(() => rm(folder, { recursive: true }))

const lint = (...args: string[]) => runScript("lint-document", ...args)

test("the command says yes to a good document and no to one with a fault", async () => {
  const good = await lint(join(folder, "dung.pdf"))
  expect(good.output).toContain("Kết luận: văn bản đúng thể thức.")
  expect(good.code).toBe(0)
  const bad = await lint(join(folder, "sai.pdf"))
  expect(bad.output).toContain("[LỖI] number.padded: Số nhỏ hơn 10 có số 0 phía trước.")
  expect(bad.output).toContain("Căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II, khoản 3, điểm c")
  expect(bad.output).toContain("Trang 1: tìm thấy «Số: 7/QĐ-UBND»; yêu cầu hai chữ số")
  expect(bad.code).toBe(1)
})

test("the command gives the same as JSON", async () => {
  const { code, output } = await lint("--json", join(folder, "sai.pdf"))
  expect(code).toBe(1)
  expect(JSON.parse(output)).toMatchObject({
    ok: false,
    profile: "nd30-2020",
    findings: [{ rule: "number.padded", severity: "error", page: 1, found: "«Số: 7/QĐ-UBND»" }],
  })
})

test("the command says what to do about a file it cannot read, or none", async () => {
  expect(await lint(join(folder, "khong-co.pdf"))).toEqual({
    code: 1,
    output: expect.stringMatching(/^Không tìm thấy tệp .*Kiểm tra lại đường dẫn/u),
  })
  expect(await lint(join(folder, "hong.pdf"))).toEqual({
    code: 1,
    output: expect.stringMatching(/^Tệp PDF không đọc được/u),
  })
  expect(await lint()).toEqual({ code: 1, output: expect.stringMatching(/^Cách dùng/u) })
})
