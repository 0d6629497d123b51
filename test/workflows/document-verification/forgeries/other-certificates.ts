import "reflect-metadata"
import * as x509 from "@peculiar/x509"
import { DEPUTY } from "#test/setup/a-decision.ts"
import {
  aCertificate,
  anExtension,
  anIssuer,
  type MadeUp,
  PURPOSE,
  USAGE,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { AGENCY, at, type Forgery, type Office } from "./office.ts"

type How = NonNullable<Parameters<typeof aCertificate>[1]>

/** Signed by somebody whose certificate is made so, sealed as it should be. */
const signedBy = (what: string, make: (office: Office) => Promise<MadeUp>, words: RegExp): Forgery => ({
  name: what,
  make: async (office) =>
    office.seal(await office.number(await office.sign(office.drawn, await make(office)))),
  words,
})
const sealedBy = (what: string, make: (office: Office) => Promise<MadeUp>, words: RegExp): Forgery => ({
  name: what,
  make: async (office) => office.seal(office.numbered, await make(office)),
  words,
})
const person = (what: string, how: How, words: RegExp): Forgery =>
  signedBy(what, ({ root }) => aCertificate(DEPUTY.fullName, { by: root, ...how }), words)

const CITIZEN = "067085001234"
const ASKED = "1.3.6.1.4.1.99999.1"
const NOBODY = /không do tổ chức chứng thực được cơ quan tin cậy cấp/u
const NOT_FOR_THIS = /được cấp để dùng vào việc khác/u

export const OTHER_CERTIFICATES: Forgery[] = [
  signedBy(
    "another authority with the same names",
    async () => aCertificate(DEPUTY.fullName, { by: await anIssuer("CA công vụ") }),
    NOBODY,
  ),
  sealedBy(
    "the seal of another authority's",
    async () => aCertificate(AGENCY, { by: await anIssuer("CA công vụ") }),
    NOBODY,
  ),
  signedBy(
    "another authority that brings the true one beside its own",
    async ({ root }) => {
      const made = await aCertificate(DEPUTY.fullName, { by: await anIssuer("CA công vụ") })
      return { ...made, above: [...made.above, root] }
    },
    /./u,
  ),
  signedBy(
    "somebody who certifies himself",
    () => aCertificate(DEPUTY.fullName),
    /không nối được|không do tổ chức/u,
  ),
  person("a certificate that had run out", { to: "2023-05-01" }, /đã hết hạn ngày/u),
  person("a certificate not valid yet", { from: "2023-05-20" }, /mới có hiệu lực/u),
  person("a certificate for web servers", { purposes: [PURPOSE.tlsServer] }, NOT_FOR_THIS),
  person("a certificate for web browsers", { purposes: [PURPOSE.tlsClient] }, NOT_FOR_THIS),
  person("a certificate for programs", { purposes: [PURPOSE.code] }, NOT_FOR_THIS),
  person("a certificate for timestamps", { purposes: ["1.3.6.1.5.5.7.3.8"] }, NOT_FOR_THIS),
  person("a certificate for answers about others", { purposes: ["1.3.6.1.5.5.7.3.9"] }, NOT_FOR_THIS),
  person("a certificate to lock files with", { usages: USAGE.keyEncipherment }, /không được cấp để ký số/u),
  person("a certificate to certify others with", { usages: USAGE.keyCertSign }, /không được cấp để ký số/u),
  signedBy(
    "the certificate of an authority",
    async ({ root }) => anIssuer(DEPUTY.fullName, { by: root }),
    /tổ chức cấp chứng thư/u,
  ),
  person(
    "a certificate that insists on something nobody knows",
    { extensions: [anExtension("1.2.3.4.5", true, [5, 0])] },
    /không hiểu/u,
  ),
  signedBy(
    "a certificate below somebody who is no authority",
    async ({ person }) => aCertificate(DEPUTY.fullName, { by: person }),
    /không phải của tổ chức được cấp chứng thư/u,
  ),
  signedBy(
    "a certificate below an authority that may have none",
    async ({ root }) => {
      const first = await anIssuer("CA một", { by: root, pathLength: 0 })
      return aCertificate(DEPUTY.fullName, { by: await anIssuer("CA hai", { by: first }) })
    },
    /không cho phép có thêm/u,
  ),
  signedBy(
    "a certificate below an authority for web servers",
    async ({ root }) =>
      aCertificate(DEPUTY.fullName, {
        by: await anIssuer("CA web", { by: root, purposes: [PURPOSE.tlsServer] }),
      }),
    /chỉ được cấp chứng thư cho việc khác/u,
  ),
  signedBy(
    "a certificate below an authority that had run out",
    async ({ root }) =>
      aCertificate(DEPUTY.fullName, { by: await anIssuer("CA cũ", { by: root, to: "2023-01-01" }) }),
    /đã hết hạn ngày/u,
  ),
  signedBy(
    "a certificate below an authority for answers alone",
    async ({ root }) =>
      aCertificate(DEPUTY.fullName, { by: await anIssuer("CA CRL", { by: root, usages: USAGE.cRLSign }) }),
    /không phải của tổ chức được cấp chứng thư/u,
  ),
  signedBy(
    "a certificate below an authority of a weak signature",
    async ({ root }) =>
      aCertificate(DEPUTY.fullName, { by: await anIssuer("CA yếu", { by: root, kind: "sha1" }) }),
    /thuật toán yếu/u,
  ),
  signedBy(
    "another person of the agency",
    ({ root }) => aCertificate("Phan Trọng Khải", { by: root }),
    /không phải tên in dưới chữ ký/u,
  ),
  signedBy(
    "the agency in the leader's place",
    async ({ agency }) => agency,
    /không phải tên in dưới chữ ký/u,
  ),
  sealedBy("the leader in the agency's place", async ({ person }) => person, /không phải cơ quan ban hành/u),
  sealedBy(
    "another agency",
    ({ root }) => aCertificate("Ủy ban nhân dân tỉnh Lâm Đồng", { by: root }),
    /không phải cơ quan ban hành/u,
  ),
  sealedBy(
    "a part of the agency",
    ({ root }) => aCertificate(`Văn phòng ${AGENCY}`, { by: root }),
    /không phải cơ quan ban hành/u,
  ),
  signedBy(
    "a name that looks the same in other letters",
    ({ root }) => aCertificate(DEPUTY.fullName.replace("a", "а").replace("n", "ո"), { by: root }),
    /không phải tên in dưới chữ ký/u,
  ),
  signedBy(
    "two names of which one is right",
    ({ root }) => aCertificate(`${DEPUTY.fullName}, CN=Phan Trọng Khải`, { by: root }),
    /không phải tên in dưới chữ ký/u,
  ),
  sealedBy(
    "an agency of the same name and another code",
    ({ root }) => aCertificate(`${AGENCY}, 2.5.4.97=H99`, { by: root }),
    /mã định danh/u,
  ),
  sealedBy(
    "an agency of the same name in another unit",
    ({ root }) => aCertificate(`${AGENCY}, O=Ủy ban nhân dân tỉnh Lâm Đồng`, { by: root }),
    /cơ quan khác|tổ chức/u,
  ),
  ...(
    [
      ["a space without width behind it", `${DEPUTY.fullName}\u200b`],
      ["a space without width in it", DEPUTY.fullName.replace(" ", "\u200b")],
      ["a mark of direction in it", DEPUTY.fullName.replace(" ", " \u200f")],
      ["a soft hyphen in it", DEPUTY.fullName.replace("n", "n\u00ad")],
      ["a control character in it", DEPUTY.fullName.replace(" ", "\u0001 ")],
    ] as const
  ).map(([what, name]) =>
    signedBy(
      `the leader's name with ${what}`,
      ({ root }) => aCertificate(name, { by: root }),
      /chứng thư của người ký có ký tự không nhìn thấy được \(U\+/u,
    ),
  ),
  sealedBy(
    "the agency's name with a space without width",
    ({ root }) => aCertificate(`${AGENCY}\u2060`, { by: root }),
    /chứng thư của cơ quan có ký tự không nhìn thấy được \(U\+2060\)/u,
  ),
  sealedBy(
    "another code of an agency that something unseen hides",
    ({ root }) => aCertificate(`${AGENCY}, 2.5.4.97=H\u200b99`, { by: root }),
    /chứng thư của cơ quan có ký tự không nhìn thấy được/u,
  ),
  sealedBy(
    "another unit of an agency that something unseen hides",
    ({ root }) => aCertificate(`${AGENCY}, O=Ủy ban nhân dân tỉ\u200bnh Lâm Đồng`, { by: root }),
    /chứng thư của cơ quan có ký tự không nhìn thấy được/u,
  ),
  {
    name: "one citizen's certificates under two names, to initial and to sign",
    make: async ({ root, drawnForInitials: drawn, initial, issueBy }) => {
      const of = (name: string) => aCertificate(`${name}, 2.5.4.5=CCCD:${CITIZEN}`, { by: root })
      return issueBy(await initial(drawn, await of("Phan Trọng Khải")), await of(DEPUTY.fullName))
    },
    words: /người ký nháy và của người ký ghi cùng một số định danh cá nhân/u,
  },
  {
    name: "a certificate of a policy that is not accepted here",
    make: async ({ root, drawn, number, seal, sign }) => {
      const policy = new x509.CertificatePolicyExtension(["1.2.3.4.5.6"])
      const signer = await aCertificate(DEPUTY.fullName, { by: root, extensions: [policy] })
      return seal(await number(await sign(drawn, signer)))
    },
    known: ({ known }) => ({ ...known, policies: [{ oid: ASKED, from: "2023-05-12" }] }),
    words: /chính sách chứng thư/u,
  },
  {
    name: "a certificate that says nothing of its policy where one is asked for",
    make: ({ sealed }) => sealed,
    known: ({ known }) => ({ ...known, policies: [{ oid: ASKED, from: "2023-01-01" }] }),
    words: /chính sách chứng thư/u,
  },
]

/** Odd, and found in certificates that authorities here have issued: told, and nothing else. */
export const ODD_CERTIFICATES: Forgery[] = [
  ...(
    [
      ["a policy is missed that is only named here", null],
      ["a policy is missed that is asked for later", "2023-05-13"],
    ] as const
  ).map(
    ([name, from]): Forgery => ({
      name,
      make: ({ sealed }) => sealed,
      known: ({ known }) => ({ ...known, policies: [{ oid: ASKED, from }] }),
      words: /không ghi chính sách chứng thư, không thuộc các chính sách được chấp nhận ở đây/u,
    }),
  ),
  signedBy(
    "the leader's certificate names the committee of a province that was merged",
    ({ root }) => aCertificate(`${DEPUTY.fullName}, O=Ủy ban nhân dân tỉnh Lâm Đồng`, { by: root }),
    /Lưu ý: chứng thư của người ký ghi thuộc tổ chức «Ủy ban nhân dân tỉnh Lâm Đồng»/u,
  ),
]

/** As authorities write them. */
const nameSeen = (what: string, name: string): Forgery =>
  signedBy(what, ({ root }) => aCertificate(name, { by: root }), /Chữ ký số của người có thẩm quyền hợp lệ/u)
export const SEEN_NAMES: Forgery[] = [
  nameSeen("the leader's name in capitals", DEPUTY.fullName.toLocaleUpperCase("vi")),
  nameSeen("the leader's name with its marks written apart", DEPUTY.fullName.normalize("NFD")),
  nameSeen("the leader's name with a wide space", DEPUTY.fullName.replace(" ", "\u00a0")),
]

/** Times that cannot be. */
export const WRONG_TIMES: Forgery[] = [
  {
    name: "sealed before it was signed",
    make: async ({ numbered, agency, seal }) => seal(numbered, agency, at("08:00:00")),
    words: /có trước chữ ký số của người có thẩm quyền/u,
  },
  {
    name: "sealed before the day it is dated",
    make: async ({ drawn, person, agency, sign, number, seal }) => {
      const signed = await sign(drawn, person, at("09:00:00", "2023-05-10"))
      return seal(await number(signed), agency, at("10:00:00", "2023-05-11"))
    },
    words: /ngày sau ngày cơ quan ký số/u,
  },
  {
    name: "signed in days to come",
    make: async ({ drawn, person, agency, sign, number, seal }) => {
      const signed = await sign(drawn, person, at("09:00:00", "2024-05-12"))
      return seal(await number(signed), agency, at("10:00:00", "2024-05-12"))
    },
    words: /sau thời điểm kiểm tra/u,
  },
  {
    name: "signed before its certificate began, by the time it says itself",
    make: async ({ drawn, person, agency, sign, number, seal }) => {
      const signed = await sign(drawn, person, at("09:00:00", "2019-05-12"))
      return seal(await number(signed), agency, at("10:00:00"))
    },
    words: /mới có hiệu lực/u,
  },
  {
    name: "signed with a certificate that has run out since, on its own word alone",
    make: async ({ root, drawn, number, seal, sign }) => {
      const short = await aCertificate(DEPUTY.fullName, { by: root, to: "2023-05-20" })
      return seal(await number(await sign(drawn, short)))
    },
    words: /đã hết hạn ngày 20\/05\/2023, mà không có dấu thời gian/u,
  },
]
