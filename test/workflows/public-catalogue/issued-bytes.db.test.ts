import { expect, test } from "vitest"
import { getDocumentBytes } from "#models/official-document/official-document.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { trainingKeys } from "#test/setup/training-keys.ts"
import { anIssuer, derOf } from "#test/workflows/signatures/made-up-certificates.ts"
import { readTrainingAuthority } from "#workflows/gateways/signing/training-keys.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { verifyUpload } from "#workflows/public-catalogue/verify-upload.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

officeForAll({ stage: "issued" })

const clock = { now: () => instantOf("2027-01-04") }
/** The training authority, and a policy that no certificate of it states. */
const stricter = async (): Promise<KnownAuthorities> => {
  const own = await readTrainingAuthority((await trainingKeys()).folder)
  return {
    certificates: own ? [new Uint8Array(own.rawData)] : [],
    revocationLists: [],
    policies: [{ oid: "1.2.3.4.5.6", from: "2020-01-01" }],
  }
}
const issuedFile = async () => new Uint8Array(await getDocumentBytes("2023-1/1:DECISION:SEALED"))
const upload = (bytes: Uint8Array, authorities: KnownAuthorities) =>
  verifyUpload({ authorities, clock }, { name: "quyet-dinh.pdf", bytes })

test("the very bytes that were issued are genuine whatever a rule made since says of them, which stays to be read", async () => {
  const bytes = await issuedFile()
  const found = await upload(bytes, await stricter())
  expect(found).toMatchObject({ verdict: "GENUINE", trust: { trust: "TRUSTED", reasons: [] } })
  expect(found.report.checks.filter(({ ok }) => !ok)).toContainEqual(
    expect.objectContaining({ isForm: true, message: expect.stringContaining("chính sách chứng thư") }),
  )
  const longer = new Uint8Array([...bytes, 10])
  expect(await upload(longer, await stricter())).toMatchObject({
    verdict: "ALTERED",
    trust: { trust: "NOT_TRUSTED" },
  })
})

test("the store is clean after a rule of form was made, and says so of an authority that is not known", async () => {
  expect(await verifyStore(await stricter())).toMatchObject({ ok: true, signatures: { TRUSTED: 1 } })
  const other = derOf(await anIssuer("CA khác"))
  const known = { certificates: [other], revocationLists: [] }
  expect(await verifyStore(known)).toMatchObject({ ok: false, signatures: { NOT_TRUSTED: 1 } })
  expect(await upload(await issuedFile(), known)).toMatchObject({
    verdict: "GENUINE",
    trust: {
      trust: "NOT_TRUSTED",
      reasons: expect.arrayContaining([
        expect.stringContaining("không do tổ chức chứng thực được cơ quan tin cậy cấp"),
      ]),
    },
  })
})
