import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"

let keys: string
beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), "khoa-"))
})
afterAll(() => rm(keys, { recursive: true }))

/** What is said of certificates with these names under a decision that prints `printed`. */
const signersCheck = async (fullName: string, agencyName: string, printed = DEPUTY.fullName) => {
  const signing = await trainingSigning(keys)
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 4 }), {
    ...FACTS,
    signatory: { ...DEPUTY, fullName: printed },
  })
  const at = new Date("2023-05-12T09:00:00+07:00")
  const signed = await documentSigning(signing).signPersonal(bytes, {
    signatory: { ...DEPUTY, fullName },
    at,
  })
  const numbered = await assignNumberInPdf(signed, { number: "15", day: "2023-05-12" })
  const report = await verifyDecision(await documentSigning(signing).sealAgency(numbered, { agencyName, at }))
  return report.checks.filter(({ ok, rule }) => !ok || rule === "signers")
}
const OURS = "Ủy ban nhân dân tỉnh Đắk Nông"

test("certificates that name the printed person and the issuing agency are accepted", async () => {
  expect(await signersCheck("Đinh Thị Bích Vân", OURS)).toEqual([
    {
      rule: "signers",
      ok: true,
      message: "Chứng thư mang đúng tên người ký và cơ quan in trong văn bản.",
    },
  ])
})

test("a good signature by somebody else than the person printed below it is refused", async () => {
  const [check] = await signersCheck("Phan Trọng Khải", OURS)
  expect(check).toMatchObject({ rule: "signers", ok: false })
  expect(check?.message).toContain("«Phan Trọng Khải», không phải tên in dưới chữ ký")
})

test("a good seal of another agency is refused", async () => {
  const [check] = await signersCheck("Đinh Thị Bích Vân", "Ủy ban nhân dân tỉnh Lâm Đồng")
  expect(check).toMatchObject({ rule: "signers", ok: false })
  expect(check?.message).toContain("«Ủy ban nhân dân tỉnh Lâm Đồng», không phải cơ quan ban hành")
})

test.each(["Vân", "Bích Vân", "Đinh", "Đinh Thị Bích Vân Anh", "Dinh Thi Bich Van"])(
  "a certificate of «%s» is not that of Đinh Thị Bích Vân",
  async (name) => {
    const [check] = await signersCheck(name, OURS)
    expect(check).toMatchObject({ rule: "signers", ok: false })
    expect(check?.message).toContain(`«${name}», không phải tên in dưới chữ ký («Đinh Thị Bích Vân»)`)
  },
)

test("part of the agency's name is not its name", async () => {
  for (const name of ["tỉnh Đắk Nông", "Ủy ban nhân dân"])
    expect((await signersCheck("Đinh Thị Bích Vân", name))[0]).toMatchObject({ rule: "signers", ok: false })
})

test("capitals and the letter a tone is written on make no other name", async () => {
  expect(await signersCheck("ĐINH THỊ BÍCH VÂN", "Uỷ ban nhân dân tỉnh Đắk Nông".normalize("NFD"))).toEqual([
    expect.objectContaining({ rule: "signers", ok: true }),
  ])
})

test("a name that takes two lines is read whole", async () => {
  const long = "Công Tằng Tôn Nữ Hoàng Thị Bảo Ngọc Quỳnh Anh Thư"
  expect(await signersCheck(long, OURS, long)).toEqual([expect.objectContaining({ ok: true })])
  expect(await signersCheck("Quỳnh Anh Thư", OURS, long)).toEqual([expect.objectContaining({ ok: false })])
})
