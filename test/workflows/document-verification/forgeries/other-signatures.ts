import * as asn1 from "asn1js"
import {
  aCertificate,
  anIssuer,
  derOf,
  type MadeUp,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { fieldIn, resolved, savedOver } from "./forged-file.ts"
import {
  ATTRIBUTE,
  aCms,
  aStamp,
  attribute,
  certificateId,
  type Making,
  octets,
  oid,
  sequence,
  withCms,
} from "./made-up-cms.ts"
import { AGENCY, at, type Forgery, type Office } from "./office.ts"

/** The seal of the true agency's key, its container made otherwise. */
const sealed = (
  what: string,
  making: Making | ((office: Office) => Promise<Making>),
  words = BROKEN,
): Forgery => ({
  name: what,
  make: async (office) => {
    const how = typeof making === "function" ? await making(office) : making
    return withCms(office.sealed, (digestOf) => aCms(office.agency, digestOf, how))
  },
  words,
})
const BROKEN = /Chữ ký số của cơ quan không hợp lệ/u
const edited = (what: string, text: (file: string) => string, words = BROKEN): Forgery => ({
  name: what,
  make: ({ sealed }) => {
    const file = Buffer.from(sealed).toString("latin1")
    const place = file.lastIndexOf("/ByteRange")
    const from = file.lastIndexOf(" obj", place)
    return new Uint8Array(Buffer.from(file.slice(0, from) + text(file.slice(from)), "latin1"))
  },
  words,
})
/** The same length, so that everything else stands where it stood. */
const range = (text: string, change: (numbers: number[]) => string): string =>
  text.replace(/\/ByteRange \[([^\]]*)\]/u, (all, list: string) =>
    `/ByteRange [${change(list.trim().split(/\s+/u).map(Number))}`
      .padEnd(all.length - 1)
      .concat("]")
      .slice(0, all.length),
  )
const SHAPE = /không hợp lệ|đọc khác nhau|không đọc được|chưa có|không phủ/u
const tsaOf = (by: MadeUp, how: Parameters<typeof aCertificate>[1] = {}) =>
  aCertificate("Dấu thời gian", { by, purposes: ["1.3.6.1.5.5.7.3.8"], ...how })
const stamped = (
  what: string,
  make: (office: Office, signature: Uint8Array) => Promise<asn1.AsnType>,
  words: RegExp,
): Forgery => sealed(what, async (office) => ({ unsigned: async (one) => [await make(office, one)] }), words)

const saidAt = (valueDate: Date): Making => ({
  attributes: ({ type, digest, certificate }) => [
    type,
    attribute(ATTRIBUTE.signingTime, new asn1.UTCTime({ valueDate })),
    digest,
    certificate,
  ],
})

/** Odd, and written by software in use: told, and nothing else. */
export const ODD_SIGNATURES: Forgery[] = [
  sealed(
    "it says it was made years before the file does",
    saidAt(at("10:00:00", "2021-05-12")),
    /khác thời điểm ghi ở tệp; tính theo giờ muộn hơn/u,
  ),
  sealed(
    "it gives the time of the place as if it were Greenwich's",
    saidAt(at("17:00:00")),
    /khác thời điểm ghi ở tệp; tính theo giờ muộn hơn/u,
  ),
  stamped(
    "the timestamp of an authority nobody knows",
    async (_, signature) => aStamp(await tsaOf(await anIssuer("CA công vụ")), at("10:00:05"), signature),
    /nơi cấp không thuộc danh sách tin cậy nên giờ này không được tính/u,
  ),
  stamped(
    "the timestamp of an authority nobody knows, from another year",
    async (_, signature) =>
      aStamp(await tsaOf(await anIssuer("CA công vụ")), at("10:00:05", "2022-05-12"), signature),
    /nơi cấp không thuộc danh sách tin cậy nên giờ này không được tính/u,
  ),
]

/** Byte range and container, as texts of the file. */
export const RANGES: Forgery[] = [
  edited("the byte range is missing", (text) => text.replace("/ByteRange ", "/ByteRangX "), SHAPE),
  edited("the byte range is nothing", (text) => range(text, () => "null"), SHAPE),
  edited("the byte range is empty", (text) => range(text, () => ""), SHAPE),
  edited(
    "the byte range begins below zero",
    (text) => range(text, ([, ...more]) => `-1 ${more.join(" ")}`),
    SHAPE,
  ),
  edited("the byte range begins later", (text) => range(text, ([, ...more]) => `9 ${more.join(" ")}`), SHAPE),
  edited(
    "the two parts overlap",
    (text) => range(text, ([a, b = 0, , d]) => `${a} ${b} ${b - 9} ${d}`),
    SHAPE,
  ),
  edited(
    "the gap is widened",
    (text) => range(text, ([a, b = 0, c = 0, d = 0]) => `${a} ${b - 40} ${c} ${d}`),
    SHAPE,
  ),
  edited(
    "the gap is widened behind",
    (text) => range(text, ([a, b, c = 0, d = 0]) => `${a} ${b} ${c + 40} ${d - 40}`),
    SHAPE,
  ),
  edited("the second part is empty", (text) => range(text, ([a, b, c]) => `${a} ${b} ${c} 0`), SHAPE),
  edited(
    "the byte range goes beyond the file",
    (text) => range(text, ([a, b, c]) => `${a} ${b} ${c} 99999999`),
    SHAPE,
  ),
  edited(
    "the byte range is of other numbers",
    (text) => range(text, ([, b, c, d]) => `0.0 ${b} ${c} ${d}`),
    SHAPE,
  ),
  edited("the container is called otherwise", (text) => text.replace("/Contents ", "/Contentz "), SHAPE),
  edited(
    "the container is empty",
    (text) => text.replace(/<[0-9a-f]{200,}>/iu, (all) => "<>".padEnd(all.length)),
    SHAPE,
  ),
  edited(
    "the container is all zero",
    (text) => text.replace(/<[0-9a-f]{200,}>/iu, (all) => `<${"0".repeat(all.length - 2)}>`),
    SHAPE,
  ),
  edited(
    "the kind of signature is another",
    (text) => text.replace("/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1 "),
    SHAPE,
  ),
  {
    name: "something stands behind the container in its gap",
    make: ({ sealed: file, agency }) =>
      withCms(
        file,
        (digestOf) => aCms(agency, digestOf),
        (hex) => `${hex.slice(0, -8)}deadbeef`,
      ),
    words: BROKEN,
  },
  {
    name: "the container of the leader stands in the seal's gap",
    make: async ({ sealed: file, person }) => withCms(file, (digestOf) => aCms(person, digestOf)),
    words: /không phải cơ quan ban hành/u,
  },
  {
    name: "an old signature is hung into the place of the new",
    make: ({ signed }) =>
      savedOver(signed, (pdf) => {
        const value = fieldIn(pdf, "chu_ky_nguoi_co_tham_quyen").get("V")
        if (value) fieldIn(pdf, "chu_ky_co_quan").set("V", resolved(pdf, value))
      }),
    words: /chưa được ký, cấp số và đóng dấu|không phủ/u,
  },
]

/** What stands in the container. */
export const CONTAINERS: Forgery[] = [
  sealed("another key than the certificate's", async () => {
    const other = await aCertificate(AGENCY)
    return { keys: other.keys }
  }),
  sealed("another certificate laid beside it", async ({ root }) => {
    const other = await aCertificate(AGENCY, { by: root })
    return { certificates: [derOf(other), derOf(root)], named: other }
  }),
  sealed(
    "the certificate of another authority of the same names",
    async ({ agency }) => {
      const other = await aCertificate(AGENCY, { by: await anIssuer("CA công vụ"), keys: agency.keys })
      return { named: other, certificates: [other, ...other.above].map(derOf) }
    },
    /không do tổ chức chứng thực/u,
  ),
  sealed("no certificates", { certificates: [] }),
  sealed("no signed attributes", { attributes: () => [] }),
  sealed("no digest of the content", { attributes: ({ type, certificate }) => [type, certificate] }),
  sealed("the digest of other content", {
    attributes: ({ type, certificate }) => [
      type,
      attribute(ATTRIBUTE.messageDigest, octets(new Uint8Array(32))),
      certificate,
    ],
  }),
  sealed("the digest twice", {
    attributes: ({ type, digest, certificate }) => [type, digest, digest, certificate],
  }),
  sealed("two digests in one", {
    attributes: ({ type, certificate }) => [
      type,
      attribute(ATTRIBUTE.messageDigest, octets(new Uint8Array(32)), octets(new Uint8Array(32))),
      certificate,
    ],
  }),
  sealed("no kind of content", { attributes: ({ digest, certificate }) => [digest, certificate] }),
  sealed("another kind of content", {
    attributes: ({ digest, certificate }) => [
      attribute(ATTRIBUTE.contentType, oid("1.2.840.113549.1.9.16.1.4")),
      digest,
      certificate,
    ],
  }),
  sealed("no certificate named", { attributes: ({ type, digest }) => [type, digest] }),
  sealed("another certificate named", ({ person }) =>
    Promise.resolve({
      attributes: ({ type, digest }) => [
        type,
        digest,
        attribute(ATTRIBUTE.certificate, certificateId(derOf(person))),
      ],
    }),
  ),
  sealed("the certificate named by SHA-1", {
    attributes: ({ type, digest }) => [
      type,
      digest,
      attribute(ATTRIBUTE.certificateBySha1, sequence(sequence(sequence(octets(new Uint8Array(20)))))),
    ],
  }),
  sealed("all in SHA-1", { hash: "SHA-1" }),
  sealed("an algorithm of another digest", { algorithm: "1.2.840.10045.4.3.4" }),
  sealed("an algorithm of another key", { algorithm: "1.2.840.113549.1.1.11" }),
  sealed("signed is something else than the attributes", { signs: new Uint8Array([1, 2, 3]) }),
  sealed("it holds the content itself", {
    content: sequence(
      oid("1.2.840.113549.1.7.1"),
      new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [octets(new Uint8Array([1]))] }),
    ),
  }),
  sealed("two signers in one", { twice: true }),
  sealed("an attribute nobody signed says who has signed beside", {
    unsigned: () => [attribute("1.2.840.113549.1.9.6", new asn1.Null())],
  }),
  sealed(
    "it says it was made in days to come",
    saidAt(at("10:00:00", "2023-08-12")),
    /sau thời điểm kiểm tra/u,
  ),
  sealed(
    "it says it was made when its certificate no longer held",
    saidAt(at("10:00:00", "2049-05-12")),
    /đã hết hạn ngày/u,
  ),
]

/** Timestamps beside it. */
export const TIMESTAMPS: Forgery[] = [
  stamped(
    "a timestamp over other bytes",
    async ({ root }) => aStamp(await tsaOf(root), at("10:00:05"), new Uint8Array([1, 2, 3])),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp in SHA-1",
    async ({ root }, signature) => aStamp(await tsaOf(root), at("10:00:05"), signature, "SHA-1"),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp by the leader's certificate",
    async ({ person }, signature) => aStamp(person, at("10:00:05"), signature),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp by a certificate that had run out",
    async ({ root }, signature) => aStamp(await tsaOf(root, { to: "2023-01-01" }), at("10:00:05"), signature),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp by a certificate for more than that",
    async ({ root }, signature) =>
      aStamp(
        await tsaOf(root, { purposes: ["1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.4"] }),
        at("10:00:05"),
        signature,
      ),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp from before it was signed",
    async ({ root }, signature) => aStamp(await tsaOf(root), at("10:00:05", "2023-05-01"), signature),
    /trước thời điểm ký/u,
  ),
  stamped(
    "a timestamp from long after it says it was signed",
    async ({ root }, signature) => aStamp(await tsaOf(root), at("10:00:05", "2023-05-30"), signature),
    /sau thời điểm ký/u,
  ),
  stamped(
    "a timestamp that names no certificate",
    async ({ root }, signature) =>
      aStamp(await tsaOf(root), at("10:00:05"), signature, "SHA-256", { named: () => [] }),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp that names another certificate",
    async ({ root, person }, signature) =>
      aStamp(await tsaOf(root), at("10:00:05"), signature, "SHA-256", {
        named: () => [attribute(ATTRIBUTE.certificate, certificateId(derOf(person)))],
      }),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp that names another certificate by SHA-1",
    async ({ root, person }, signature) =>
      aStamp(await tsaOf(root), at("10:00:05"), signature, "SHA-256", {
        named: () => [attribute(ATTRIBUTE.certificateBySha1, certificateId(derOf(person), "sha1"))],
      }),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "a timestamp signed as something else",
    async ({ root }, signature) =>
      aStamp(await tsaOf(root), at("10:00:05"), signature, "SHA-256", { type: "1.2.840.113549.1.7.1" }),
    /dấu thời gian của chữ ký không hợp lệ/u,
  ),
  stamped(
    "no timestamp in the timestamp's place",
    async () => attribute(ATTRIBUTE.timestamp, new asn1.Null()),
    BROKEN,
  ),
]
