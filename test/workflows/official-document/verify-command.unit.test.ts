import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { runScript } from "#test/setup/run-script.ts"
import { drawDecision } from "#workflows/official-document/draw-decision.server.ts"
import { FACTS } from "./a-decision.ts"
import { issue, withOffice } from "./a-sealed-decision.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kiem-tra-"))
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 5 }), FACTS)
  const sealed = Buffer.from(await withOffice((office) => issue(office, bytes)))
  await writeFile(join(folder, "ban-hanh.pdf"), sealed)
  sealed[2000] = (sealed[2000] ?? 0) ^ 1
  await writeFile(join(folder, "bi-sua.pdf"), sealed)
})
afterAll(() => rm(folder, { recursive: true }))

const verify = (...args: string[]) => runScript("verify", ...args)

test("the command says yes to an issued decision and no to an altered one", async () => {
  const issued = await verify(join(folder, "ban-hanh.pdf"))
  expect(issued.output).toContain("15/QĐ-UBND")
  expect(issued.output).not.toContain("KHÔNG ĐẠT")
  expect(issued.code).toBe(0)
  const altered = await verify(join(folder, "bi-sua.pdf"))
  expect(altered.output).toContain("[KHÔNG ĐẠT] Chữ ký số của cơ quan không hợp lệ")
  expect(altered.code).toBe(1)
})

test("the command says what to do about a file it cannot read, or none", async () => {
  const missing = await verify(join(folder, "khong-co.pdf"))
  expect(missing).toEqual({
    code: 1,
    output: expect.stringMatching(/^Không tìm thấy tệp .*Kiểm tra lại đường dẫn/u),
  })
  expect(await verify(folder)).toEqual({ code: 1, output: expect.stringMatching(/^Không đọc được tệp/u) })
  expect(await verify()).toEqual({ code: 1, output: expect.stringMatching(/^Cách dùng/u) })
})
