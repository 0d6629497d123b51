import { X509Certificate } from "node:crypto"
import { PDF, PdfName } from "@libpdf/core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { dayOf } from "#models/shared/dates.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { pdfSignatures, qpdfCheck } from "#test/setup/pdf-tools.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { keyFileSigning } from "#workflows/gateways/signing/key-file-signing.server.ts"
import { anAuthority } from "./an-authority.ts"

const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"
const PASSWORD = "mật khẩu khóa"
let now: Date
let drawn: Uint8Array
let authority: ReturnType<typeof anAuthority>
let stamps: Awaited<ReturnType<typeof authority.stampService>>
beforeAll(async () => {
  drawn = (await drawDecision(aFrozenEdition({ rows: 12 }), FACTS)).bytes
  authority = anAuthority()
  authority.keyFile("lanh-dao", DEPUTY.fullName, "rsa", PASSWORD)
  authority.keyFile("con-dau", AGENCY, "ec", PASSWORD)
  stamps = await authority.stampService()
  // Certificates hold from the moment they are made.
  now = new Date()
}, 60_000)
afterAll(async () => {
  await stamps.close()
  authority.close()
})

const open = (timestampUrl: string | null = null, password = PASSWORD, folder = authority.folder) =>
  keyFileSigning({ folder, password, timestampUrl })

const issued = async (timestampUrl: string | null, folder = authority.folder) => {
  const signing = await open(timestampUrl, PASSWORD, folder)
  const at = new Date()
  const signed = await documentSigning(signing).signPersonal(drawn, { signatory: DEPUTY, at })
  const numbered = await assignNumberInPdf(signed, { number: "15", day: dayOf(at) })
  return documentSigning(signing).sealAgency(numbered, { agencyName: AGENCY, at })
}
const knownOf = (one: ReturnType<typeof anAuthority>) => ({
  certificates: [new Uint8Array(new X509Certificate(one.certificate).raw)],
  revocationLists: [],
})
const authorities = () => knownOf(authority)

test.each([
  ["without a timestamp service", false],
  ["with one", true],
])(
  "signed with the office's own key files %s, a decision holds for us and for poppler",
  async (_, stamped) => {
    const bytes = await issued(stamped ? stamps.url : null)
    const report = await verifyDecision(bytes, { authorities: authorities() })
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(report.signatures).toMatchObject([
      { signer: DEPUTY.fullName, valid: true, trusted: true },
      { signer: AGENCY, valid: true, trusted: true },
    ])
    for (const { stampedAt } of report.signatures) {
      expect(stampedAt === null).toBe(!stamped)
      if (stampedAt) expect(Math.abs(Date.parse(stampedAt) - now.getTime())).toBeLessThan(600_000)
    }
    expect(pdfSignatures(bytes).map(({ signer, verdict }) => [signer, verdict])).toEqual([
      [DEPUTY.fullName, "Signature is Valid."],
      [AGENCY, "Signature is Valid."],
    ])
    qpdfCheck(bytes)
  },
)

test("where revocation lists are to be had, what it takes to check for long lies beside the signatures", async () => {
  const own = anAuthority()
  const list = await own.revocationList()
  own.keyFile("lanh-dao", DEPUTY.fullName, "rsa", PASSWORD)
  own.keyFile("con-dau", AGENCY, "ec", PASSWORD)
  const times = await own.stampService()
  const known = knownOf(own)
  try {
    const bytes = await issued(times.url, own.folder)
    expect(Buffer.from(bytes).includes("/DSS")).toBe(true)
    const report = await verifyDecision(bytes, { authorities: known })
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
    for (const { revocation } of report.signatures) {
      expect(revocation?.revokedAt).toBeNull()
      expect(Math.abs(Date.parse(revocation?.asOf ?? "") - Date.now())).toBeLessThan(600_000)
    }
    expect(pdfSignatures(bytes).map(({ verdict }) => verdict)).toEqual([
      "Signature is Valid.",
      "Signature is Valid.",
    ])
    qpdfCheck(bytes)
    // The same after anything but validation data is refused.
    const pdf = await PDF.load(bytes)
    pdf.getCatalog().set("PageMode", PdfName.of("FullScreen"))
    const touched = await pdf.save({ incremental: true })
    expect((await verifyDecision(touched, { authorities: known })).ok).toBe(false)

    list.state.refuses = true
    const without = await issued(times.url, own.folder)
    expect(Buffer.from(without).includes("/DSS")).toBe(false)
    expect((await verifyDecision(without, { authorities: known })).ok).toBe(true)
  } finally {
    await list.close()
    await times.close()
    own.close()
  }
})

test("a timestamp of an authority that is not known is said to be so", async () => {
  const other = anAuthority()
  const times = await other.stampService()
  try {
    const bytes = await issued(times.url)
    const report = await verifyDecision(bytes, { authorities: authorities() })
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(report.signatures.map(({ trusted, stampTrusted }) => [trusted, stampTrusted])).toEqual([
      [true, false],
      [true, false],
    ])
    const ours = await verifyDecision(await issued(stamps.url), { authorities: authorities() })
    expect(ours.signatures.map(({ stampTrusted }) => stampTrusted)).toEqual([true, true])
    const nobodyKnown = await verifyDecision(bytes)
    expect(nobodyKnown.signatures.map(({ stampTrusted }) => stampTrusted)).toEqual([null, null])
  } finally {
    await times.close()
    other.close()
  }
})

test("a byte turned inside a timestamp is noticed", async () => {
  const bytes = await issued(stamps.url)
  const hex = Buffer.from("Dấu thời gian thử").toString("hex")
  const text = Buffer.from(bytes).toString("latin1")
  const at = text.toLowerCase().indexOf(hex)
  expect(at).toBeGreaterThan(0)
  const turned = Buffer.from(bytes)
  turned[at] = text[at] === "4" ? 0x35 : 0x34
  expect((await verifyDecision(turned, { authorities: authorities() })).ok).toBe(false)
})

test("whoever has no key here is told to sign with software of their own, and nothing is signed", async () => {
  const signing = await open()
  const signatory = { ...DEPUTY, fullName: "Người Khác" }
  await expect(documentSigning(signing).signPersonal(drawn, { signatory, at: now })).rejects.toThrow(
    /phần mềm ký số/u,
  )
})

test("a certificate that has run out signs nothing", async () => {
  const signing = await open()
  const at = new Date("2099-01-01T00:00:00Z")
  await expect(documentSigning(signing).signPersonal(drawn, { signatory: DEPUTY, at })).rejects.toThrow(
    /không có hiệu lực/u,
  )
})

test("a second signature into the same field is refused", async () => {
  const signing = await open()
  const signed = await documentSigning(signing).signPersonal(drawn, { signatory: DEPUTY, at: now })
  await expect(documentSigning(signing).signPersonal(signed, { signatory: DEPUTY, at: now })).rejects.toThrow(
    "lần thứ hai",
  )
})

test("while the timestamp service is down nothing is signed, and the next try goes through", async () => {
  stamps.state.refuses = true
  const signing = await open(stamps.url)
  await expect(documentSigning(signing).signPersonal(drawn, { signatory: DEPUTY, at: now })).rejects.toThrow(
    /dấu thời gian/u,
  )
  stamps.state.refuses = false
  const signed = await documentSigning(signing).signPersonal(drawn, { signatory: DEPUTY, at: now })
  expect(signed.length).toBeGreaterThan(drawn.length)
})

test.each([
  [
    "a wrong password",
    "lanh-dao.p12",
    (at: ReturnType<typeof anAuthority>) => at.keyFile("lanh-dao", "A", "ec", "khác"),
  ],
  [
    "no picture",
    "thiếu ảnh",
    (at: ReturnType<typeof anAuthority>) => at.keyFile("a", "A", "ec", PASSWORD, false),
  ],
  [
    "an RSA key below 2048 bits",
    "2048",
    (at: ReturnType<typeof anAuthority>) => at.keyFile("a", "A", "weak", PASSWORD),
  ],
  ["no key at all", "không có tệp", () => undefined],
])("a folder with %s stops the start, naming what is wrong", async (_, said, prepare) => {
  const other = anAuthority()
  try {
    prepare(other)
    await expect(open(null, PASSWORD, other.folder)).rejects.toThrow(said)
  } finally {
    other.close()
  }
})
