import { X509Certificate } from "node:crypto"
import { PDF, PdfNumber } from "@libpdf/core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { aForeignSigner } from "#test/setup/a-foreign-signer.ts"
import { withOffice, withTrainingKeys } from "#test/setup/a-sealed-decision.ts"
import { aCertificate, anIssuer, derOf, PURPOSE } from "#test/workflows/signatures/made-up-certificates.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { signedElsewhere } from "#workflows/document-verification/signed-elsewhere.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { withEntry } from "./forgeries/locked-signatures.ts"
import { signedWith } from "./issued-with.ts"

const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"
const PERSONAL_FIELD = ["-sign", "chu_ky_nguoi_co_tham_quyen"]
const AGENCY_FIELD = ["-sign", "chu_ky_co_quan"]

let drawn: Uint8Array
let leader: ReturnType<typeof aForeignSigner>
let agency: ReturnType<typeof aForeignSigner>
beforeAll(async () => {
  drawn = (await drawDecision(aFrozenEdition({ rows: 12 }), FACTS)).bytes
  leader = aForeignSigner(DEPUTY.fullName)
  agency = aForeignSigner(AGENCY)
}, 60_000)
afterAll(() => {
  leader.close()
  agency.close()
})

const authorityOf = ({ authority }: { authority: Buffer }): Uint8Array =>
  new Uint8Array(new X509Certificate(authority).raw)
const knowing = (certificates: Uint8Array[]) => ({ certificates, revocationLists: [] })
/** Hands a file in for the leader's signature; both makers of certificates are trusted unless others are named. */
const handIn = (uploaded: Uint8Array, authorities = [leader, agency].map(authorityOf)) =>
  documentSigning(signedElsewhere([uploaded], knowing(authorities))).signPersonal(drawn, {
    signatory: DEPUTY,
    at: new Date(),
  })

test("signed by the leader's and sealed by the agency's own software, a decision holds to the end", async () => {
  const signed = await handIn(leader.sign(drawn, ...PERSONAL_FIELD))
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const numbered = await assignNumberInPdf(signed, { number: "15", day: today })
  const authorities = knowing([leader, agency].map(authorityOf))
  const sealed = await documentSigning(
    signedElsewhere([agency.sign(numbered, ...AGENCY_FIELD, "-etsi")], authorities),
  ).sealAgency(numbered, { agencyName: AGENCY, at: new Date() })
  const report = await verifyDecision(sealed, { authorities })
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
  expect(report.signatures.map(({ signer, valid, trusted }) => [signer, valid, trusted])).toEqual([
    [DEPUTY.fullName, true, true],
    [AGENCY, true, true],
  ])
})

test("a certificate of an authority that is not known is refused, whether the signature brings it or not", async () => {
  const signed = leader.sign(drawn, ...PERSONAL_FIELD)
  await expect(handIn(signed, [authorityOf(leader)])).resolves.toBe(signed)
  for (const authorities of [[authorityOf(agency)], []])
    await expect(handIn(signed, authorities)).rejects.toThrow(/không nối được đến cơ quan cấp/u)
  const withItsRoot = await withOffice(({ sign }) => sign(drawn))
  await expect(handIn(withItsRoot, [])).resolves.toBe(withItsRoot)
  await expect(handIn(withItsRoot)).rejects.toThrow(/không do tổ chức chứng thực được cơ quan tin cậy/u)
})

test("a certificate that has run out by now signs no more, whatever time its holder writes into the signature", async () => {
  const root = await anIssuer("CA công vụ")
  const expired = await aCertificate(DEPUTY.fullName, { by: root, to: "2023-06-01" })
  const signed = await signedWith(drawn, "personal", expired, new Date("2023-05-12T03:00:00Z"))
  await expect(handIn(signed, [derOf(root)])).rejects.toThrow(/đã hết hạn ngày 01\/06\/2023/u)
})

test("a name with something in it that nobody sees is refused before the file goes on", async () => {
  const root = await anIssuer("CA công vụ")
  const signer = await aCertificate(`${DEPUTY.fullName}\u200b`, { by: root })
  await expect(
    handIn(await signedWith(drawn, "personal", signer, new Date()), [derOf(root)]),
  ).rejects.toThrow(/chứng thư của người ký có ký tự không nhìn thấy được \(U\+200B\)/u)
})

test("a signature that locks what is still to come is refused, one that locks what is done is taken", async () => {
  const root = await anIssuer("CA công vụ")
  const signer = await aCertificate(DEPUTY.fullName, { by: root })
  const signed = await signedWith(drawn, "personal", signer, new Date())
  const locking = (params: string) =>
    withEntry(
      signed,
      `/Reference [<</TransformMethod /FieldMDP /TransformParams <</Action /Include /Fields [(${params})]>>>>]`,
      signer,
    )
  await expect(handIn(await locking("so_ky_hieu"), [derOf(root)])).rejects.toThrow(
    /khóa văn bản, nên về sau không điền được «Số, ký hiệu của văn bản»/u,
  )
  const harmless = await locking("chu_ky_nguoi_co_tham_quyen")
  await expect(handIn(harmless, [derOf(root)])).resolves.toBe(harmless)
})

test("a certificate for web servers is refused though its authority is known", async () => {
  const root = await anIssuer("CA công vụ")
  const server = await aCertificate(DEPUTY.fullName, { by: root, purposes: [PURPOSE.tlsServer] })
  await expect(
    handIn(await signedWith(drawn, "personal", server, new Date()), [derOf(root)]),
  ).rejects.toThrow(/được cấp để dùng vào việc khác/u)
})

test("a policy asked of signers is asked when the leader signs, not first at the seal, and one without a day is not", async () => {
  const root = await anIssuer("CA công vụ")
  const merged = await aCertificate(`${DEPUTY.fullName}, O=Ủy ban nhân dân tỉnh Lâm Đồng`, { by: root })
  const signed = await signedWith(drawn, "personal", merged, new Date())
  const take = (from: string | null) =>
    documentSigning(
      signedElsewhere([signed], { ...knowing([derOf(root)]), policies: [{ oid: "1.2.3.4.5.6", from }] }),
    ).signPersonal(drawn, { signatory: DEPUTY, at: new Date() })
  await expect(take(null)).resolves.toBe(signed)
  await expect(take("2023-01-01")).rejects.toThrow(/không thuộc các chính sách được chấp nhận ở đây/u)
})

test("initials made with software of one's own are taken into their own place only", async () => {
  const initialled = await drawDecision(aFrozenEdition({ rows: 4 }), { ...FACTS, initials: true })
  const person = { fullName: DEPUTY.fullName, position: "CHÁNH VĂN PHÒNG" }
  const take = (uploaded: Uint8Array) =>
    documentSigning(signedElsewhere([uploaded], knowing([authorityOf(leader)]))).signInitial(
      initialled.bytes,
      {
        person,
        at: new Date(),
      },
    )
  const signed = leader.sign(initialled.bytes, "-sign", "chu_ky_nhay")
  await expect(take(signed)).resolves.toBe(signed)
  await expect(take(leader.sign(initialled.bytes, ...PERSONAL_FIELD))).rejects.toThrow(/ô chữ ký nháy/u)
})

test("the signature of somebody else is refused by name", async () => {
  await expect(handIn(agency.sign(drawn, ...PERSONAL_FIELD))).rejects.toThrow(
    /là của «Ủy ban nhân dân tỉnh Đắk Nông», không phải của «Đinh Thị Bích Vân»/u,
  )
})

test("the signature of somebody of whom only part of the name is the same is refused", async () => {
  const signed = await withTrainingKeys((signing) =>
    documentSigning(signing).signPersonal(drawn, {
      signatory: { ...DEPUTY, fullName: "Lê Đinh Thị Bích Vân" },
      at: new Date(),
    }),
  )
  await expect(handIn(signed, [])).rejects.toThrow(/là của «Lê Đinh Thị Bích Vân»/u)
})

test("a signature in the agency's place, or in a place of its own, is refused", async () => {
  await expect(handIn(leader.sign(drawn, ...AGENCY_FIELD))).rejects.toThrow(/không nằm trong ô chữ ký/u)
  await expect(
    handIn(leader.sign(drawn, "-add-signature", "-new-signature-field-name", "khac")),
  ).rejects.toThrow(/không nằm trong ô chữ ký/u)
})

test("a file that was written anew, is another document, or carries nothing new is refused", async () => {
  const other = (await drawDecision(aFrozenEdition({ rows: 13 }), FACTS)).bytes
  const rewritten = await (await PDF.load(drawn)).save()
  for (const wrong of [other, rewritten, drawn, leader.sign(other, ...PERSONAL_FIELD), new Uint8Array(0)])
    await expect(handIn(wrong)).rejects.toThrow(/không phải tệp quyết định vừa tải về/u)
  await expect(handIn(new Uint8Array(Buffer.concat([drawn, Buffer.from("thêm")])))).rejects.toThrow(
    /không đọc được/u,
  )
})

test("something changed besides the signature is refused, before it or after it", async () => {
  const pdf = await PDF.load(drawn)
  pdf.getCatalog().set("PageLayout", PdfNumber.of(1))
  const touched = await pdf.save({ incremental: true })
  await expect(handIn(leader.sign(touched, ...PERSONAL_FIELD))).rejects.toThrow(/còn có thay đổi khác/u)
  const signed = await PDF.load(leader.sign(drawn, ...PERSONAL_FIELD))
  signed.getCatalog().set("PageLayout", PdfNumber.of(1))
  await expect(handIn(await signed.save({ incremental: true }))).rejects.toThrow(/còn có thay đổi khác/u)
})

test("one byte changed in what was signed is noticed", async () => {
  const signed = leader.sign(drawn, ...PERSONAL_FIELD)
  const at = signed.length - 400
  const changed = new Uint8Array(signed)
  changed[at] = (changed[at] ?? 0) ^ 1
  await expect(handIn(changed)).rejects.toThrow()
})

test("a key weaker than the rules allow is refused", async () => {
  const weak = aForeignSigner(DEPUTY.fullName, { bits: 1024 })
  try {
    await expect(handIn(weak.sign(drawn, ...PERSONAL_FIELD))).rejects.toThrow(/yếu hơn mức cho phép/u)
  } finally {
    weak.close()
  }
})
