import { beforeAll, expect, test } from "vitest"
import { findPath } from "#workflows/signatures/certificate-path.server.ts"
import {
  aCertificate,
  anExtension,
  anIssuer,
  askedOf,
  derOf,
  type MadeUp,
  PURPOSE,
  USAGE,
} from "./made-up-certificates.ts"

const NAME = "Đinh Thị Bích Vân"
const ROOT = "CA công vụ"
let root: MadeUp
let office: MadeUp
beforeAll(async () => {
  root = await anIssuer(ROOT)
  office = await anIssuer("CA cơ quan", { by: root })
})

/** Whether it leads to the root, and what speaks against it. */
const judged = (signer: MadeUp, at?: string) => {
  const { isAnchored, faults } = findPath(askedOf(signer, [root], at))
  return { isAnchored, faults }
}
const GOOD = { isAnchored: true, faults: [] }

test.each<[string, Parameters<typeof aCertificate>[1]]>([
  ["without a word of what it is for", {}],
  ["for signing documents", { purposes: [PURPOSE.documents] }],
  ["for mail among other things", { purposes: [PURPOSE.tlsClient, PURPOSE.mail] }],
  ["for anything", { purposes: [PURPOSE.any] }],
  ["that binds its holder", { usages: USAGE.nonRepudiation }],
  ["of an RSA key", { kind: "rsa" }],
])("a certificate %s signs, right below the authority and below one of its own", async (_, how) => {
  for (const by of [root, office]) expect(judged(await aCertificate(NAME, { ...how, by }))).toEqual(GOOD)
})

test("a made-up authority of the same names is not the one known here", async () => {
  const madeUp = await anIssuer("CA cơ quan", { by: await anIssuer(ROOT) })
  expect(judged(await aCertificate(NAME, { by: madeUp }))).toEqual({ isAnchored: false, faults: [] })
  // Nor when it brings the true ones beside its own.
  const asked = askedOf(await aCertificate(NAME, { by: madeUp }), [root])
  const found = findPath({ ...asked, brought: [derOf(office), derOf(root), ...asked.brought] })
  expect(found.isAnchored).toBe(false)
})

test("an authority below the root may be the one that is known", async () => {
  const signer = await aCertificate(NAME, { by: office })
  const found = findPath({ ...askedOf(signer, [office]), brought: [] })
  expect(found).toMatchObject(GOOD)
  expect(found.chain).toEqual([derOf(signer), derOf(office)])
  expect(findPath({ ...askedOf(signer, [root]), brought: [] }).faults).toEqual([
    expect.stringContaining("không nối được đến cơ quan cấp"),
  ])
})

test("who certifies himself is certified by nobody, even where he is known", async () => {
  const own = await aCertificate(NAME)
  for (const anchors of [[], [root], [own]])
    expect(findPath(askedOf(own, anchors))).toMatchObject({
      isAnchored: false,
      faults: [expect.stringContaining("không nối được đến cơ quan cấp")],
    })
})

test.each<[string, Parameters<typeof aCertificate>[1]]>([
  ["for web servers", { purposes: [PURPOSE.tlsServer] }],
  ["for web servers and those who visit them", { purposes: [PURPOSE.tlsServer, PURPOSE.tlsClient] }],
  ["for programs", { purposes: [PURPOSE.code] }],
  ["for timestamps", { purposes: ["1.3.6.1.5.5.7.3.8"] }],
])("a certificate %s signs no document", async (_, how) => {
  expect(judged(await aCertificate(NAME, { ...how, by: root })).faults).toEqual([
    `chứng thư của «${NAME}» được cấp để dùng vào việc khác, không phải để ký văn bản`,
  ])
})

test("a certificate to encrypt with signs no document", async () => {
  const signer = await aCertificate(NAME, { by: root, usages: USAGE.keyEncipherment })
  expect(judged(signer).faults).toEqual([`chứng thư của «${NAME}» không được cấp để ký số`])
})

test("the certificate of an authority signs no document", async () => {
  const usages = USAGE.keyCertSign | USAGE.digitalSignature
  expect(judged(await anIssuer(NAME, { by: root, usages })).faults).toEqual([
    expect.stringContaining("là của một tổ chức cấp chứng thư"),
  ])
})

test.each([
  ["has run out", { to: "2022-01-01" }, /đã hết hạn ngày 01\/01\/2022, trước thời điểm ký/u],
  ["is of a later day", { from: "2024-01-01" }, /đến ngày 01\/01\/2024 mới có hiệu lực/u],
])("what %s when something is signed counts no more, below or above", async (_, how, message) => {
  expect(judged(await aCertificate(NAME, { ...how, by: root })).faults).toEqual([
    expect.stringMatching(message),
  ])
  const above = await anIssuer("CA cơ quan", { ...how, by: root })
  expect(judged(await aCertificate(NAME, { by: above })).faults).toEqual([expect.stringMatching(message)])
})

test("from and to when all of it holds is said", async () => {
  const above = await anIssuer("CA cơ quan", { by: root, from: "2022-01-01", to: "2026-01-01" })
  const { from, to } = findPath(askedOf(await aCertificate(NAME, { by: above, from: "2023-01-01" }), [root]))
  expect([from, to]).toEqual([new Date("2023-01-01T00:00:00Z"), new Date("2026-01-01T00:00:00Z")])
})

test("who is no authority certifies nobody", async () => {
  const person = await aCertificate("Người có chứng thư", { by: root })
  const notAllowed = await anIssuer("CA cơ quan", { by: root, usages: USAGE.digitalSignature })
  for (const by of [person, notAllowed])
    expect(judged(await aCertificate(NAME, { by })).faults).toEqual([
      expect.stringContaining("không phải của tổ chức được cấp chứng thư cho người khác"),
    ])
})

test("an authority that may have no other below it has none", async () => {
  const narrow = await anIssuer("CA cơ quan", { by: root, pathLength: 0 })
  expect(judged(await aCertificate(NAME, { by: narrow }))).toEqual(GOOD)
  const below = await anIssuer("CA phòng", { by: narrow })
  expect(judged(await aCertificate(NAME, { by: below })).faults).toEqual([
    expect.stringContaining("không cho phép có thêm 1 cấp bên dưới"),
  ])
})

test.each(["rsa", "pss"] as const)("what was issued with %s and SHA-256 counts", async (kind) => {
  const by = await anIssuer(ROOT, { kind })
  expect(findPath(askedOf(await aCertificate(NAME, { by }), [by]))).toMatchObject(GOOD)
})

test.each(["sha1", "pssSha1"] as const)(
  "what was issued with %s counts no more, save that an authority known here says so of itself",
  async (kind) => {
    const old = await anIssuer(ROOT, { kind })
    expect(findPath(askedOf(await aCertificate(NAME, { by: old }), [old])).faults).toEqual([
      expect.stringContaining("được cấp bằng thuật toán yếu hơn mức cho phép"),
    ])
    const above = await anIssuer("CA cơ quan", { by: old })
    const signer = await aCertificate(NAME, { by: above })
    expect(findPath(askedOf(signer, [old])).faults).toHaveLength(1)
    expect(findPath(askedOf(signer, [above])).faults).toEqual([])
  },
)

test("what a certificate insists on and is not understood here speaks against it", async () => {
  const strange = (critical: boolean) => [anExtension("1.3.6.1.4.1.99999.1", critical, [5, 0])]
  expect(judged(await aCertificate(NAME, { by: root, extensions: strange(false) }))).toEqual(GOOD)
  const message = expect.stringContaining("hệ thống không hiểu (1.3.6.1.4.1.99999.1)")
  expect(judged(await aCertificate(NAME, { by: root, extensions: strange(true) })).faults).toEqual([message])
  const above = await anIssuer("CA cơ quan", { by: root, extensions: strange(true) })
  expect(judged(await aCertificate(NAME, { by: above })).faults).toEqual([message])
})

test("an authority for web servers certifies nobody who signs documents", async () => {
  const above = await anIssuer("CA máy chủ", { by: root, purposes: [PURPOSE.tlsServer] })
  expect(judged(await aCertificate(NAME, { by: above })).faults).toEqual([
    expect.stringContaining("chỉ được cấp chứng thư cho việc khác"),
  ])
})

test("an authority bound to certain names is refused, since names are not held against it here", async () => {
  // NameConstraints: permitted dNSName `vn`.
  const only = [0x30, 0x08, 0xa0, 0x06, 0x30, 0x04, 0x82, 0x02, 0x76, 0x6e]
  const above = await anIssuer("CA cơ quan", {
    by: root,
    extensions: [anExtension("2.5.29.30", false, only)],
  })
  expect(judged(await aCertificate(NAME, { by: above })).faults).toEqual([
    expect.stringContaining("giới hạn những tên được cấp"),
  ])
})

test("of two ways up the one that holds is taken, in whatever order they come", async () => {
  const expired = await anIssuer("CA cơ quan", { by: root, to: "2022-01-01" })
  const renewed = await anIssuer("CA cơ quan", { by: root, keys: expired.keys })
  const signer = await aCertificate(NAME, { by: expired })
  for (const brought of [
    [expired, renewed],
    [renewed, expired],
  ]) {
    const found = findPath({ ...askedOf(signer, [root]), brought: brought.map(derOf) })
    expect(found).toMatchObject(GOOD)
    expect(found.chain[1]).toEqual(derOf(renewed))
  }
})

test("authorities that certify each other, however many, hold nothing up", async () => {
  const first = await anIssuer("CA vòng")
  const ring = await Promise.all(
    Array.from({ length: 40 }, () => anIssuer("CA vòng", { by: { ...first }, keys: first.keys })),
  )
  const signer = await aCertificate(NAME, { by: first })
  const began = performance.now()
  const found = findPath({ ...askedOf(signer, [root]), brought: ring.slice(1).map(derOf) })
  expect(found.isAnchored).toBe(false)
  expect(performance.now() - began).toBeLessThan(3_000)
})
