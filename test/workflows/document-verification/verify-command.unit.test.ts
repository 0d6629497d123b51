import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { runScriptIn } from "#test/setup/run-script.ts"
import {
  aCertificate,
  anIssuer,
  type MadeUp,
  PURPOSE,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { issuedWith } from "./issued-with.ts"

const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"
const AUTHORITY = "CA công vụ"

let folder: string
let drawn: Uint8Array
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kiem-tra-"))
  drawn = (await drawDecision(aFrozenEdition({ rows: 4 }), FACTS)).bytes
  const [root, other] = [await anIssuer(AUTHORITY), await anIssuer(AUTHORITY)]
  await writeTrust("tin-cay", root)
  await writeTrust("noi-khac", other)
  const agency = await aCertificate(AGENCY, { by: root })
  const nobody = await aCertificate("Người có chứng thư", { by: root })
  const persons: [string, Parameters<typeof aCertificate>[1], string?][] = [
    ["ban-hanh", { by: root }],
    ["cap-duoi", { by: await anIssuer("CA cơ quan", { by: root }) }],
    ["tu-lap", { by: other }],
    ["mot-phan-ten", { by: root }, "Vân"],
    ["may-chu", { by: root, purposes: [PURPOSE.tlsServer] }],
    ["het-han", { by: root, to: "2023-05-01" }],
    ["khong-phai-CA", { by: nobody }],
  ]
  for (const [file, how, name = DEPUTY.fullName] of persons)
    await writeFile(fileOf(file), await issuedWith(drawn, { person: await aCertificate(name, how), agency }))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

const fileOf = (name: string) => join(folder, `${name}.pdf`)
async function writeTrust(name: string, { certificate }: MadeUp): Promise<void> {
  await mkdir(join(folder, name))
  await writeFile(join(folder, name, "ca.crt"), certificate.toString("pem"))
}

const verify = (...args: string[]) => runScriptIn({ TRUSTED_CERTIFICATES: "" }, "verify", ...args)
const verifyTrusting = (trust: string, ...args: string[]) =>
  runScriptIn({ TRUSTED_CERTIFICATES: join(folder, trust) }, "verify", ...args)

test("a sound decision is trusted where its authority is given", async () => {
  const { code, output } = await verifyTrusting("tin-cay", fileOf("ban-hanh"))
  expect(output).toContain("15/QĐ-UBND")
  expect(output).toContain("Kết luận: Nguyên vẹn và đáng tin cậy.")
  expect(output).not.toMatch(/KHÔNG|TẬP HUẤN/u)
  expect(code).toBe(0)
})

test("a sound decision is refused where another authority is given, be its name the same", async () => {
  const { code, output } = await verifyTrusting("noi-khac", fileOf("ban-hanh"))
  expect(output).not.toContain("[KHÔNG ĐẠT]")
  expect(output).toContain("Kết luận: KHÔNG đáng tin cậy.")
  expect(output).toContain("không do tổ chức chứng thực được cơ quan tin cậy cấp")
  expect(code).toBe(1)
})

test("nobody vouches for a sound decision where no authority is given", async () => {
  const { code, output } = await verify(fileOf("ban-hanh"))
  expect(output).toContain("Kết luận: Nguyên vẹn, nhưng chưa có ai bảo đảm cho người ký.")
  expect(code).toBe(2)
})

test("signed below an authority of the known one, a decision is trusted", async () => {
  expect((await verifyTrusting("tin-cay", fileOf("cap-duoi"))).code).toBe(0)
})

test.each([
  ["by a made-up authority of the same name", "tu-lap", /không do tổ chức chứng thực được cơ quan tin cậy/u],
  ["in a name that is part of the printed one", "mot-phan-ten", /«Vân», không phải tên in dưới chữ ký/u],
  ["with a certificate for web servers", "may-chu", /được cấp để dùng vào việc khác/u],
  ["with a certificate that had run out", "het-han", /đã hết hạn ngày 01\/05\/2023/u],
  ["below somebody who is no authority", "khong-phai-CA", /không phải của tổ chức được cấp/u],
])("signed %s, a decision is refused", async (_, name, message) => {
  const { code, output } = await verifyTrusting("tin-cay", fileOf(name))
  expect(output).toMatch(message)
  expect(code).toBe(1)
})

test("one byte changed, a decision is refused though its authority is given", async () => {
  const changed = await readFile(fileOf("ban-hanh"))
  // In the comment of the head: every page still reads as it did.
  changed[12] = (changed[12] ?? 0) ^ 1
  await writeFile(fileOf("bi-sua"), changed)
  const { code, output } = await verifyTrusting("tin-cay", fileOf("bi-sua"))
  expect(output).toContain("[KHÔNG ĐẠT] Chữ ký số của cơ quan không hợp lệ")
  expect(code).toBe(1)
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

test("a folder of authorities that is not there or holds none is said to be unusable, and nothing is judged", async () => {
  await mkdir(join(folder, "trong"))
  for (const name of ["khong-co", "trong"]) {
    const { code, output } = await verifyTrusting(name, fileOf("ban-hanh"))
    expect(output).toMatch(/^TRUSTED_CERTIFICATES: .*Kiểm tra lại/u)
    expect(output).not.toContain("Kết luận")
    expect(code).toBe(1)
  }
})
