import { X509Certificate } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDF, PdfArray } from "@libpdf/core"
import { afterEach, beforeEach, expect, test } from "vitest"
import { dayOf } from "#models/shared/dates.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import { pdfSignatures } from "#test/setup/pdf-tools.ts"
import { anAuthority } from "#test/workflows/gateways/signing/an-authority.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { revocationInText } from "#workflows/document-verification/revocation-in-text.ts"
import { signedElsewhere } from "#workflows/document-verification/signed-elsewhere.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { readAuthorities, watchAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { keyFileSigning } from "#workflows/gateways/signing/key-file-signing.server.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { readRevocationList, revocationDataIn } from "#workflows/signatures/revocation-data.server.ts"

const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"
const PASSWORD = "mật khẩu khóa"

let authority: ReturnType<typeof anAuthority>
const closing: (() => unknown)[] = []
beforeEach(() => {
  authority = anAuthority()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  authority.close()
})

const makeKeys = () => {
  authority.keyFile("lanh-dao", DEPUTY.fullName, "rsa", PASSWORD)
  authority.keyFile("con-dau", AGENCY, "ec", PASSWORD)
}
const service = (timestampUrl: string | null = null) =>
  keyFileSigning({ folder: authority.folder, password: PASSWORD, timestampUrl })
const drawn = async () => (await drawDecision(aFrozenEdition({ rows: 4 }), FACTS)).bytes
const issued = async (at: Date, timestampUrl: string | null = null) => {
  const signing = await service(timestampUrl)
  const signed = await documentSigning(signing).signPersonal(await drawn(), { signatory: DEPUTY, at })
  const numbered = await assignNumberInPdf(signed, { number: "15", day: dayOf(at) })
  return documentSigning(signing).sealAgency(numbered, { agencyName: AGENCY, at })
}
const known = (...revocationLists: Uint8Array[]) => ({
  certificates: [new Uint8Array(new X509Certificate(authority.certificate).raw)],
  revocationLists,
})
const verified = async (bytes: Uint8Array, ...lists: Uint8Array[]) => {
  const report = await verifyDecision(bytes, { authorities: known(...lists) })
  return {
    ok: report.ok,
    said: report.signatures.map((signature) => revocationInText(signature).replace(/ngày .*/u, "ngày …")),
    failed: report.checks.filter(({ ok }) => !ok).map(({ message }) => message),
  }
}
const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1000))

test("without a word of the authority nothing is said of revocation, and the decision holds", async () => {
  makeKeys()
  expect(await verified(await issued(new Date()))).toEqual({
    ok: true,
    said: [
      "chưa rõ chứng thư có bị thu hồi không: không có dữ liệu thu hồi nào tin được",
      "chưa rõ chứng thư có bị thu hồi không: không có dữ liệu thu hồi nào tin được",
    ],
    failed: [],
  })
})

test("a list of revoked certificates kept here says that both stand, and a later one that one fell after signing", async () => {
  makeKeys()
  const bytes = await issued(new Date())
  const stands = "chứng thư chưa bị thu hồi tính đến ngày …"
  expect(await verified(bytes, authority.listOfRevoked())).toEqual({
    ok: true,
    said: [stands, stands],
    failed: [],
  })
  await seconds(1.1)
  expect(await verified(bytes, authority.revoke("lanh-dao"))).toEqual({
    ok: true,
    said: ["chứng thư bị thu hồi ngày …", stands],
    failed: [],
  })
})

test("signed with a certificate that was revoked before, a decision does not hold and is not taken in", async () => {
  makeKeys()
  const list = authority.revoke("lanh-dao")
  await seconds(1.1)
  const at = new Date()
  const bytes = await issued(at)
  const { ok, failed } = await verified(bytes, list)
  expect(ok).toBe(false)
  expect(failed).toEqual([
    expect.stringMatching(
      /Chữ ký số của người có thẩm quyền không hợp lệ: chứng thư số đã bị thu hồi ngày .*, trước thời điểm ký/u,
    ),
  ])
  const file = await drawn()
  const signed = await documentSigning(await service()).signPersonal(file, { signatory: DEPUTY, at })
  await expect(
    documentSigning(signedElsewhere([signed], known(list))).signPersonal(file, { signatory: DEPUTY, at }),
  ).rejects.toThrow(/đã bị thu hồi/u)
  await expect(
    documentSigning(signedElsewhere([signed], known())).signPersonal(file, { signatory: DEPUTY, at }),
  ).resolves.toBe(signed)
})

test("a timestamp of an authority nobody knows makes no signature older than its own word, one that is known does", async () => {
  makeKeys()
  const strange = anAuthority()
  const [unknown, trusted] = [await strange.stampService(), await authority.stampService()]
  closing.push(unknown.close, trusted.close, () => strange.close())
  const later = new Date(Date.now() + 60_000)
  const [byUnknown, byTrusted] = [await issued(later, unknown.url), await issued(later, trusted.url)]
  await seconds(1.1)
  const list = authority.revoke("lanh-dao")
  expect((await verified(byUnknown, list)).failed).toEqual([expect.stringMatching(/trước thời điểm ký/u)])
  expect((await verified(byTrusted, list)).failed).toEqual([])
})

test("a certificate revoked by now signs no more, whatever time its holder writes into the signature", async () => {
  makeKeys()
  const before = new Date()
  await seconds(1.1)
  const list = authority.revoke("lanh-dao")
  const file = await drawn()
  const signed = await documentSigning(await service()).signPersonal(file, { signatory: DEPUTY, at: before })
  await expect(
    documentSigning(signedElsewhere([signed], known(list))).signPersonal(file, {
      signatory: DEPUTY,
      at: new Date(),
    }),
  ).rejects.toThrow(/đã bị thu hồi/u)
})

test("a list that another authority made, or that was touched, says nothing", async () => {
  makeKeys()
  const bytes = await issued(new Date())
  const other = anAuthority()
  closing.push(() => other.close())
  const unknown = "chưa rõ chứng thư có bị thu hồi không: không có dữ liệu thu hồi nào tin được"
  expect((await verified(bytes, other.listOfRevoked())).said).toEqual([unknown, unknown])
  const list = authority.revoke("lanh-dao")
  const touched = list.with(list.length - 20, (list.at(-20) ?? 0) ^ 1)
  expect((await verified(bytes, touched)).said).toEqual([unknown, unknown])
})

test("answers of an OCSP responder lie beside the signatures and are understood without a list", async () => {
  const responder = await authority.responder()
  closing.push(() => responder.close())
  makeKeys()
  for (const file of ["lanh-dao", "con-dau"]) authority.enter(file)
  const stamps = await authority.stampService()
  authority.enter("tsa")
  closing.push(() => stamps.close())
  const bytes = await issued(new Date(), stamps.url)
  expect(Buffer.from(bytes).includes("/OCSPs")).toBe(true)
  const stands = "chứng thư chưa bị thu hồi tính đến ngày …"
  expect(await verified(bytes)).toEqual({ ok: true, said: [stands, stands], failed: [] })
  // However often a file names an answer, it is read once.
  const pdf = await PDF.load(bytes)
  const store = pdf.getCatalog().getDict("DSS", resolverOf(pdf))
  const named = [...(store?.getArray("OCSPs", resolverOf(pdf)) ?? [])]
  store?.set("OCSPs", new PdfArray(Array.from({ length: 1000 }, () => named).flat()))
  expect(revocationDataIn(pdf).responses.length).toBeLessThanOrEqual(named.length)
  expect(pdfSignatures(bytes).map(({ verdict }) => verdict)).toEqual([
    "Signature is Valid.",
    "Signature is Valid.",
  ])
})

test("lists of a folder are read in both forms, and a file that is none stops the start", () => {
  makeKeys()
  const list = authority.revoke("lanh-dao")
  const folder = mkdtempSync(join(tmpdir(), "tin-cay-"))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, "ca.crt"), authority.certificate)
  writeFileSync(join(folder, "a.crl"), list)
  const armoured = Buffer.from(list).toString("base64").replace(/.{64}/gu, "$&\n")
  writeFileSync(join(folder, "b.crl"), `-----BEGIN X509 CRL-----\n${armoured}\n-----END X509 CRL-----\n`)
  const { certificates, revocationLists } = readAuthorities(folder)
  expect(certificates).toHaveLength(1)
  expect(revocationLists.map((list) => readRevocationList(list).lines.length)).toEqual([1, 1])
  writeFileSync(join(folder, "c.crl"), "không phải danh sách")
  expect(() => readAuthorities(folder)).toThrow(/TRUSTED_CERTIFICATES/u)
})

test("lists of a folder are read when they change, and a half-written one leaves what was known and is told of once", () => {
  makeKeys()
  const folder = mkdtempSync(join(tmpdir(), "tin-cay-"))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, "ca.crt"), authority.certificate)
  writeFileSync(join(folder, "a.crl"), authority.listOfRevoked())
  const said: string[] = []
  const known = watchAuthorities(folder, (message) => said.push(message))
  const revoked = () => known().revocationLists.flatMap((list) => readRevocationList(list).lines).length
  expect(revoked()).toBe(0)
  expect(known()).toBe(known())
  const list = authority.revoke("lanh-dao")
  writeFileSync(join(folder, "a.crl"), list)
  expect(revoked()).toBe(1)
  writeFileSync(join(folder, "a.crl"), list.subarray(0, 100))
  expect([revoked(), revoked()]).toEqual([1, 1])
  expect(said).toEqual([expect.stringContaining("TRUSTED_CERTIFICATES")])
  expect(() => watchAuthorities(folder, () => undefined)).toThrow(/TRUSTED_CERTIFICATES/u)
})
