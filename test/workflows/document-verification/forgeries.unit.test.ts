import "reflect-metadata"
import { CertificatePolicyExtension } from "@peculiar/x509"
import { beforeAll, expect, test } from "vitest"
import { DEPUTY } from "#test/setup/a-decision.ts"
import { aCertificate } from "#test/workflows/signatures/made-up-certificates.ts"
import { DRAWN_RULES } from "#workflows/document-verification/drawn-as-ours.server.ts"
import { holderInText } from "#workflows/document-verification/issuer-in-text.ts"
import { revocationInText } from "#workflows/document-verification/revocation-in-text.ts"
import { stampInText } from "#workflows/document-verification/stamp-in-text.ts"
import { trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { BEFORE_SIGNING } from "./forgeries/before-signing.ts"
import { UNALIKE } from "./forgeries/before-signing-unalike.ts"
import { WORDS } from "./forgeries/before-signing-words.ts"
import { FALLEN_STAMPS, STANDING_STAMPS } from "./forgeries/fallen-stamps.ts"
import { fieldIn, redrawn, resolved, streamAt } from "./forgeries/forged-file.ts"
import { IN_A_LATER_SAVING } from "./forgeries/in-a-later-saving.ts"
import { LOCKED, NOT_LOCKED } from "./forgeries/locked-signatures.ts"
import { aCms, withCms } from "./forgeries/made-up-cms.ts"
import { carrying } from "./forgeries/made-up-words.ts"
import { NAMED_OTHERWISE, NAMED_TWICE } from "./forgeries/named-certificates.ts"
import { ODD_VALIDATION_DATA, WHOLE_VALIDATION_DATA } from "./forgeries/odd-validation-data.ts"
import { ODD_REVOKING, ODD_STANDING, PLAIN_WORDS } from "./forgeries/odd-words.ts"
import { AGENCY, type Forgery, type Office, openOffice, TODAY } from "./forgeries/office.ts"
import {
  ODD_CERTIFICATES,
  OTHER_CERTIFICATES,
  SEEN_NAMES,
  WRONG_TIMES,
} from "./forgeries/other-certificates.ts"
import {
  BELIEVED,
  OTHER_REVOCATION,
  REVOKED_LATER,
  tooOld,
  UNBELIEVED,
} from "./forgeries/other-revocation.ts"
import { CONTAINERS, ODD_SIGNATURES, RANGES, TIMESTAMPS } from "./forgeries/other-signatures.ts"
import { LEADING_AS_SAID } from "./forgeries/unalike-aloud.ts"

let office: Office
beforeAll(async () => {
  office = await openOffice()
})

/** The verdict on a file, with all that is said against it. */
const judged = async (bytes: Uint8Array, { known, knownBy }: Partial<Forgery> = {}) => {
  const report = await verifyDecision(bytes, { authorities: (await known?.(office)) ?? office.known })
  const { trust, reasons } = trustVerdict([report], knownBy ?? TODAY)
  const failed = report.checks.filter(({ ok }) => !ok).map(({ message }) => message)
  return { trust, said: [...reasons, ...failed].join("\n") }
}

test("every rule of the drawing has its name and its reason", () => {
  expect(new Set(DRAWN_RULES.map(({ name }) => name)).size).toBe(DRAWN_RULES.length)
  for (const { reason } of DRAWN_RULES) expect(reason.split(" ").length).toBeGreaterThan(8)
})

test("the decision the forgeries are made of is trusted, and so is its drawing written anew in nothing changed", async () => {
  const bySelf = await withCms(office.sealed, (digestOf) => aCms(office.agency, digestOf))
  for (const bytes of [office.sealed, await office.issue(await redrawn(office.drawn)), bySelf])
    expect(await judged(bytes)).toEqual({ trust: "TRUSTED", said: "" })
})

const CORPUS: Record<string, Forgery[]> = {
  "a later saving": IN_A_LATER_SAVING,
  "validation data with room for more": ODD_VALIDATION_DATA,
  "hiding before it is signed": BEFORE_SIGNING.HIDE,
  "preparing another look before it is signed": BEFORE_SIGNING.REPLACE,
  "preparing another document before it is signed": BEFORE_SIGNING.HIDE_AND_REPLACE,
  "preparing what readers show unalike": UNALIKE,
  "words beside the text": WORDS.BESIDES,
  "rows that differ from the catalogue": WORDS.ROWS,
  "preparing other words than those of the catalogue": WORDS.TEXT,
  "other files inside": BEFORE_SIGNING.ATTACHMENTS,
  "other certificates": OTHER_CERTIFICATES,
  "wrong times": WRONG_TIMES,
  "what a signature covers": RANGES,
  "what stands in a signature": CONTAINERS,
  "what a signature forbids": LOCKED,
  "a second certificate named in a signature": NAMED_OTHERWISE,
  timestamps: TIMESTAMPS,
  "timestamps of revoked authorities": FALLEN_STAMPS,
  "words on revocation": [...OTHER_REVOCATION, ...ODD_REVOKING],
}

for (const [kind, forgeries] of Object.entries(CORPUS))
  test.each(forgeries.map((one) => [one.name, one] as const))(
    `forged by ${kind}: %s`,
    async (_name, forgery) => {
      const { trust, said } = await judged(await forgery.make(office), forgery)
      expect({ trust, said }).toEqual({ trust: "NOT_TRUSTED", said: expect.stringMatching(forgery.words) })
    },
  )

test.each(
  [
    ...ODD_CERTIFICATES,
    ...ODD_SIGNATURES,
    ...NAMED_TWICE,
    ...SEEN_NAMES,
    ...NOT_LOCKED,
    ...STANDING_STAMPS,
    ...WHOLE_VALIDATION_DATA,
    LEADING_AS_SAID,
  ].map((one) => [one.name, one] as const),
)("odd and no forgery: %s", async (_name, { make, known, words }) => {
  const bytes = await make(office)
  const authorities = (await known?.(office)) ?? office.known
  const report = await verifyDecision(bytes, { authorities })
  const told = [...report.checks.map(({ message }) => message), ...report.signatures.map(stampInText)]
  expect(trustVerdict([report], TODAY)).toMatchObject({ trust: "TRUSTED", reasons: [] })
  expect(told.join("\n")).toMatch(words)
})

test("a number and a date set in pieces, as earlier releases did, are as plain as set in one", async () => {
  const inPieces = (moved: number) =>
    redrawn(office.drawn, (pdf) => {
      for (const field of ["so_ky_hieu", "dia_danh_ngay"]) {
        const look = streamAt(pdf, resolved(pdf, fieldIn(pdf, field).get("AP")).get("N"))
        const text = Buffer.from(look.getDecodedData()).toString("latin1")
        const set = text.replace(/<(....)(.*)> Tj/u, `[<$1> ${moved} <$2> ] TJ`)
        expect(set).not.toBe(text)
        look.delete("Filter")
        look.setData(new Uint8Array(Buffer.from(set, "latin1")))
      }
    })
  expect(await judged(await office.issue(await inPieces(12.207)))).toEqual({ trust: "TRUSTED", said: "" })
  expect((await judged(await office.issue(await inPieces(-4000)))).said).toMatch(/vẽ sẵn hình/u)
})

/** What is said of the leader's certificate in a decision that carries such data. */
const saidOfRevocation = async (data: Parameters<typeof carrying>[1]) => {
  const bytes = await carrying(office.sealed, data)
  const report = await verifyDecision(bytes, { authorities: office.known, now: TODAY })
  const [person] = report.signatures
  return {
    ok: report.ok,
    said: person && revocationInText(person),
    named: report.checks.find(({ rule }) => rule === "carriedData")?.message,
  }
}
const NAMED = expect.stringContaining("không chữ ký nào phủ phần này, ai cũng có thể thêm vào")

test.each([...UNBELIEVED, ...ODD_STANDING])(
  "%s is not believed, and said to be no word at all",
  async (_name, bring) => {
    expect(await saidOfRevocation(await bring(office))).toEqual({
      ok: true,
      said: expect.stringContaining("chưa rõ chứng thư có bị thu hồi không"),
      named: NAMED,
    })
  },
)

test.each([...BELIEVED, ...PLAIN_WORDS])("%s is believed", async (_name, bring) => {
  expect(await saidOfRevocation(await bring(office))).toEqual({
    ok: true,
    said: "chứng thư chưa bị thu hồi tính đến ngày 20/05/2023",
    named: NAMED,
  })
})

test.each(REVOKED_LATER)("%s says nothing against what was signed before", async (_name, bring) => {
  expect(await saidOfRevocation(await bring(office))).toEqual({
    ok: true,
    said: "chứng thư bị thu hồi ngày 01/01/2024",
    named: NAMED,
  })
})

test("a word from before it was signed is said to be one", async () => {
  expect((await saidOfRevocation({ CRLs: [await tooOld(office)] })).said).toBe(
    "chứng thư chưa bị thu hồi tính đến ngày 01/05/2023, trước khi ký; chưa rõ từ đó về sau",
  )
})

test("numbers of the holder and policies are named in the report, of a person's number only the end", async () => {
  const { root, drawn, sign, number, seal } = office
  const leader = await aCertificate(`${DEPUTY.fullName}, 0.9.2342.19200300.100.1.1=CCCD:067185001234`, {
    by: root,
    extensions: [new CertificatePolicyExtension(["1.3.6.1.4.1.99999.1"])],
  })
  const agency = await aCertificate(`${AGENCY}, 2.5.4.97=000.00.00.H16`, { by: root })
  const bytes = await seal(await number(await sign(drawn, leader)), agency)
  expect(await judged(bytes)).toEqual({ trust: "TRUSTED", said: "" })
  const { signatures } = await verifyDecision(bytes, { authorities: office.known })
  expect(signatures.map(holderInText)).toEqual([
    ["ghi mã định danh CCCD:•••••••••234", "cấp theo chính sách 1.3.6.1.4.1.99999.1"],
    ["ghi mã định danh 000.00.00.H16"],
  ])
})
