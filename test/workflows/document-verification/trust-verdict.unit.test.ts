import { beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import {
  aCertificate,
  anIssuer,
  derOf,
  type MadeUp,
  PURPOSE,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import type { VerifiedSignature } from "#workflows/document-verification/verification-report.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { TRAINING_AUTHORITY } from "#workflows/signatures/training-authority.ts"
import { issuedWith } from "./issued-with.ts"

const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"
const TODAY = new Date("2023-06-01T08:00:00+07:00")

let drawn: Uint8Array
let root: MadeUp
beforeAll(async () => {
  drawn = (await drawDecision(aFrozenEdition({ rows: 4 }), FACTS)).bytes
  root = await anIssuer("CA công vụ")
})

type How = NonNullable<Parameters<typeof aCertificate>[1]>
/** A decision whose two signers have certificates as told; both of `by` unless told otherwise. */
const issued = async (by: MadeUp, person: How & { name?: string } = {}, agency: How = {}) =>
  issuedWith(drawn, {
    person: await aCertificate(person.name ?? DEPUTY.fullName, { by, ...person }),
    agency: await aCertificate(AGENCY, { by, ...agency }),
  })
const judged = async (bytes: Uint8Array, anchors: MadeUp[], knownBy = TODAY) =>
  trustVerdict(
    [
      await verifyDecision(bytes, {
        authorities: { certificates: anchors.map(derOf), revocationLists: [] },
      }),
    ],
    knownBy,
  )

test("sound and signed under a known authority, a decision is trusted", async () => {
  const bytes = await issued(root)
  expect(await judged(bytes, [root])).toEqual({ trust: "TRUSTED", isTraining: false, reasons: [] })
})

test("where no authority is known, nobody vouches for it", async () => {
  expect(await judged(await issued(root), [])).toMatchObject({ trust: "UNVOUCHED", reasons: [] })
})

test("signed under a made-up authority of the same name it is not trusted, be it by one of its signers", async () => {
  const madeUp = await anIssuer("CA công vụ")
  const doubt = (name: string) =>
    `chứng thư của «${name}» không do tổ chức chứng thực được cơ quan tin cậy cấp (nơi cấp ghi là «CA công vụ»)`
  expect(await judged(await issued(madeUp), [root])).toEqual({
    trust: "NOT_TRUSTED",
    isTraining: false,
    reasons: [doubt(DEPUTY.fullName), doubt(AGENCY)],
  })
  expect(await judged(await issued(root, {}, { by: madeUp }), [root])).toMatchObject({
    trust: "NOT_TRUSTED",
    reasons: [doubt(AGENCY)],
  })
})

test("training is said and makes nothing better or worse", async () => {
  const training = await anIssuer(TRAINING_AUTHORITY)
  const bytes = await issued(training)
  expect(await judged(bytes, [training])).toMatchObject({ trust: "TRUSTED", isTraining: true })
  expect(await judged(bytes, [])).toMatchObject({ trust: "UNVOUCHED", isTraining: true })
  expect(await judged(bytes, [root])).toMatchObject({ trust: "NOT_TRUSTED", isTraining: true })
})

test.each<[string, How & { name?: string }]>([
  ["a certificate for web servers", { purposes: [PURPOSE.tlsServer] }],
  ["a certificate that had run out", { to: "2023-05-01" }],
  ["a certificate not valid yet", { from: "2023-05-20" }],
  ["a certificate that names a part of who is printed", { name: "Vân" }],
  ["a certificate of a weak kind of signature", { kind: "sha1" }],
])("signed with %s it is not trusted, whoever is known", async (_, person) => {
  const by = person.kind === "sha1" ? await anIssuer("CA công vụ", { kind: "sha1" }) : root
  const bytes = await issued(by, { ...person, kind: "ec" })
  for (const anchors of [[by], []]) {
    const { trust, reasons } = await judged(bytes, anchors)
    expect({ trust, reasons }).toEqual({ trust: "NOT_TRUSTED", reasons: ["văn bản không đạt kiểm tra"] })
  }
})

test("signed below somebody who is no authority it is not trusted", async () => {
  const person = await aCertificate("Người có chứng thư", { by: root })
  expect((await judged(await issued(root, { by: person }), [root])).trust).toBe("NOT_TRUSTED")
})

test("signed below an authority of the known one it is trusted", async () => {
  const below = await anIssuer("CA cơ quan", { by: root })
  expect((await judged(await issued(below), [root])).trust).toBe("TRUSTED")
})

test("a certificate that has run out since speaks against a signature of which nobody knows when it was made", async () => {
  const bytes = await issued(root, { to: "2024-01-01" })
  expect((await judged(bytes, [root])).trust).toBe("TRUSTED")
  const later = new Date("2026-01-01T00:00:00Z")
  expect(await judged(bytes, [root], later)).toMatchObject({
    trust: "NOT_TRUSTED",
    reasons: [expect.stringContaining("đã hết hạn ngày 01/01/2024, mà không có dấu thời gian tin cậy")],
  })
})

test("what was revoked since speaks against it alike, a timestamp of a known authority against neither", async () => {
  const report = await verifyDecision(await issued(root, { to: "2024-01-01" }), {
    authorities: { certificates: [derOf(root)], revocationLists: [] },
  })
  const later = new Date("2026-01-01T00:00:00Z")
  const revocation = { asOf: "2025-06-01T07:00:00+07:00", revokedAt: "2023-10-01T07:00:00+07:00" }
  const verdictOn = (change: Partial<VerifiedSignature>, knownBy: Date) =>
    trustVerdict(
      [{ ...report, signatures: report.signatures.map((one) => ({ ...one, ...change })) }],
      knownBy,
    )
  expect(verdictOn({ revocation }, TODAY).trust).toBe("TRUSTED")
  expect(verdictOn({ revocation, certificateTo: null }, later).reasons).toEqual([
    expect.stringContaining(`chứng thư của «${DEPUTY.fullName}» đã bị thu hồi ngày 01/10/2023, mà không có`),
    expect.stringContaining(`chứng thư của «${AGENCY}» đã bị thu hồi`),
  ])
  expect(verdictOn({ revocation, stampTrusted: true }, later).trust).toBe("TRUSTED")
  expect(verdictOn({ stampTrusted: false }, later).trust).toBe("NOT_TRUSTED")
})

test("the stamp of an authority nobody knows makes a decision no worse than none, and no better", async () => {
  const report = await verifyDecision(await issued(root), {
    authorities: { certificates: [derOf(root)], revocationLists: [] },
  })
  const stampedAt = (at: string) =>
    trustVerdict(
      [
        {
          ...report,
          signatures: report.signatures.map((one) => ({ ...one, stampedAt: at, stampTrusted: false })),
        },
      ],
      TODAY,
    )
  for (const at of ["2022-01-01T00:00:00+07:00", "2023-05-12T10:00:00+07:00", "2023-05-30T10:00:00+07:00"])
    expect(stampedAt(at)).toEqual({ trust: "TRUSTED", isTraining: false, reasons: [] })
})

test("a clock that takes the time of the place for Greenwich's is no time to come, one that is days ahead is", async () => {
  const report = await verifyDecision(await issued(root), {
    authorities: { certificates: [derOf(root)], revocationLists: [] },
  })
  const signedAt = (at: string) =>
    trustVerdict(
      [{ ...report, signatures: report.signatures.map((one) => ({ ...one, signedAt: at })) }],
      new Date("2023-05-12T20:00:00+07:00"),
    )
  expect(signedAt("2023-05-13T03:00:00+07:00").trust).toBe("TRUSTED")
  expect(signedAt("2023-05-14T03:00:00+07:00")).toMatchObject({
    trust: "NOT_TRUSTED",
    reasons: [expect.stringContaining("sau thời điểm kiểm tra"), expect.stringContaining(AGENCY)],
  })
})

test("against the very bytes that were issued a younger rule of form says nothing, a broken signature all", async () => {
  const report = await verifyDecision(await issued(root), {
    authorities: { certificates: [derOf(root)], revocationLists: [] },
  })
  const failing = (rule: string, isForm: boolean) => ({
    ...report,
    ok: false,
    checks: [...report.checks, { rule, ok: false, message: "Không đạt.", ...(isForm ? { isForm } : {}) }],
  })
  const [byForm, byKey] = [failing("drawing", true), failing("agencySignature", false)]
  expect(trustVerdict([byForm], TODAY).trust).toBe("NOT_TRUSTED")
  expect(trustVerdict([byForm], TODAY, { isIssued: true })).toMatchObject({ trust: "TRUSTED", reasons: [] })
  expect(trustVerdict([byKey], TODAY, { isIssued: true })).toMatchObject({
    trust: "NOT_TRUSTED",
    reasons: ["văn bản không đạt kiểm tra", "Không đạt"],
  })
})

test("a decision dated the day before it was sealed is not of days to come when it is checked later", async () => {
  const report = await verifyDecision(await issued(root), {
    authorities: { certificates: [derOf(root)], revocationLists: [] },
  })
  const dated = new Date("2023-05-11T00:00:00+07:00")
  expect(trustVerdict([report], dated, { checkedAt: TODAY }).trust).toBe("TRUSTED")
  expect(trustVerdict([report], dated)).toMatchObject({
    trust: "NOT_TRUSTED",
    reasons: [expect.stringContaining("sau thời điểm kiểm tra"), expect.stringContaining(AGENCY)],
  })
})

test("one byte turned is not trusted, whoever signed", async () => {
  const bytes = new Uint8Array(await issued(root))
  bytes[2000] = (bytes[2000] ?? 0) ^ 1
  expect((await judged(bytes, [root])).trust).toBe("NOT_TRUSTED")
})

test("of several files the worst counts", async () => {
  const reports = await Promise.all(
    [await issued(root), await issued(await anIssuer("CA công vụ"))].map((bytes) =>
      verifyDecision(bytes, { authorities: { certificates: [derOf(root)], revocationLists: [] } }),
    ),
  )
  expect(trustVerdict(reports.slice(0, 1), TODAY).trust).toBe("TRUSTED")
  expect(trustVerdict(reports, TODAY).trust).toBe("NOT_TRUSTED")
})

test("a file without a signature is not trusted", async () => {
  expect(await judged(drawn, [root])).toMatchObject({ trust: "NOT_TRUSTED" })
  expect(trustVerdict([], TODAY).trust).toBe("NOT_TRUSTED")
})
