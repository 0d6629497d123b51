import { mkdtemp, readdir, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { fontsOf, pdfSignatures, qpdfCheck, textOfPages } from "#test/setup/pdf-tools.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { trainingSigning, unconfiguredSigning } from "#workflows/gateways/signing/training-signing.server.ts"

const PERSONAL = "chu_ky_nguoi_co_tham_quyen"
const AGENCY = "chu_ky_co_quan"
const at = (time: string) => new Date(`2023-05-12T${time}+07:00`)
const NUMBER = { number: "07", day: "2023-01-05" }
const SEAL = { agencyName: "Ủy ban nhân dân tỉnh Đắk Nông", at: at("10:00:00") }

let keys: string
let drawn: Uint8Array
beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), "khoa-"))
  drawn = (await drawDecision(aFrozenEdition({ rows: 12 }), FACTS)).bytes
})
afterAll(() => rm(keys, { recursive: true }))

const sign = async (bytes: Uint8Array) =>
  documentSigning(await trainingSigning(keys)).signPersonal(bytes, { signatory: DEPUTY, at: at("09:00:00") })
const seal = async (bytes: Uint8Array) => documentSigning(await trainingSigning(keys)).sealAgency(bytes, SEAL)
const isPrefix = (before: Uint8Array, after: Uint8Array) =>
  after.length > before.length && Buffer.compare(before, after.subarray(0, before.length)) === 0

test("signed, numbered and sealed: each step only adds, and every signature stays valid", async () => {
  const signed = await sign(drawn)
  const numbered = await assignNumberInPdf(signed, NUMBER)
  const sealed = await seal(numbered)
  expect([isPrefix(drawn, signed), isPrefix(signed, numbered), isPrefix(numbered, sealed)]).toEqual([
    true,
    true,
    true,
  ])
  const person = { field: PERSONAL, signer: "Đinh Thị Bích Vân", verdict: "Signature is Valid." }
  const unsealed = { field: AGENCY, signer: "", verdict: "not signed", whole: false }
  expect(pdfSignatures(signed)).toEqual([{ ...person, whole: true }, unsealed])
  expect(pdfSignatures(numbered)).toEqual([{ ...person, whole: false }, unsealed])
  expect(pdfSignatures(sealed)).toEqual([
    { ...person, whole: false },
    { field: AGENCY, signer: SEAL.agencyName, verdict: "Signature is Valid.", whole: true },
  ])
  for (const stage of [signed, numbered, sealed]) {
    expect(qpdfCheck(stage)).toContain("No syntax or stream encoding errors found")
    expect(fontsOf(stage).every((font) => font.embedded && font.subset && font.unicode)).toBe(true)
  }
})

test("number and date are read back on one line, written as the decree asks", async () => {
  const [first] = textOfPages(await assignNumberInPdf(await sign(drawn), NUMBER))
  expect(first).toMatch(/^\s*Số: 07\/QĐ-UBND\s+Đắk Nông, ngày 05 tháng 01 năm 2023$/mu)
})

test("the number may come before the personal signature", async () => {
  const numbered = await assignNumberInPdf(drawn, NUMBER)
  const sealed = await seal(await sign(numbered))
  expect(pdfSignatures(sealed).map(({ verdict }) => verdict)).toEqual([
    "Signature is Valid.",
    "Signature is Valid.",
  ])
  expect(textOfPages(sealed)[0]).toContain("Số: 07/QĐ-UBND")
})

test("a document is numbered once and signed once by each", async () => {
  const numbered = await assignNumberInPdf(await sign(drawn), NUMBER)
  await expect(assignNumberInPdf(numbered, { ...NUMBER, number: "08" })).rejects.toThrow(/đã có số/u)
  await expect(sign(numbered)).rejects.toThrow(/đã có chữ ký số này/u)
  const sealed = await seal(numbered)
  await expect(seal(sealed)).rejects.toThrow(/đã có chữ ký số này/u)
})

test("a file that is not ours is refused in words", async () => {
  const notes = new TextEncoder().encode("không phải PDF")
  await expect(assignNumberInPdf(notes, NUMBER)).rejects.toThrow(/không đọc được/u)
  await expect(sign(notes)).rejects.toThrow(/không đọc được/u)
})

test("certificates are made once, kept for their owner only, and found again", async () => {
  await sign(drawn)
  await seal(drawn)
  const files = await readdir(keys)
  expect(files.length).toBe(3)
  for (const file of files) expect((await stat(join(keys, file))).mode & 0o777).toBe(0o600)
  await sign(drawn)
  expect(await readdir(keys)).toEqual(files)
})

test("two processes making the same certificate at once end with one", async () => {
  const folder = join(keys, "cung-luc")
  const services = await Promise.all([trainingSigning(folder), trainingSigning(folder)])
  const both = await Promise.all(services.map((one) => documentSigning(one).sealAgency(drawn, SEAL)))
  for (const bytes of both) expect(pdfSignatures(bytes)[1]?.verdict).toBe("Signature is Valid.")
  expect((await readdir(folder)).length).toBe(2)
})

test("without a signing service nobody signs", async () => {
  await expect(
    documentSigning(unconfiguredSigning).signPersonal(drawn, { signatory: DEPUTY, at: at("09:00:00") }),
  ).rejects.toThrow(/không giữ khóa ký số nào/u)
})
