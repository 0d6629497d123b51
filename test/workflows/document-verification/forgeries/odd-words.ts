import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import {
  aCertificate,
  anExtension,
  anIssuer,
  derOf,
  type MadeUp,
  USAGE,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { oid, sequence, tagged } from "./made-up-cms.ts"
import { AFTER, aList, anAnswer, anEntry, BEFORE, byKey, byName, carrying, saying } from "./made-up-words.ts"
import { at, type Forgery, type Office } from "./office.ts"

type Data = Parameters<typeof carrying>[1]
type Bring = (office: Office) => Promise<Data>

const TO_COME = at("09:00:00", "2033-05-20")
const UNKNOWN = saying("1.2.3.4", new asn1.Null(), true)
const DISTRIBUTION_POINT = "2.5.29.28"
const flag = (tagNumber: number) =>
  new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber }, valueHex: new Uint8Array([0xff]).buffer })
const nameOf = (made: MadeUp) =>
  pkijs.Certificate.fromBER(Uint8Array.from(derOf(made)).buffer).subject.toSchema()
const issuedBy = (made: MadeUp) => saying("2.5.29.29", sequence(tagged(4, nameOf(made))), true)
const removed = saying("2.5.29.21", new asn1.Enumerated({ value: 8 }))
const changes = (critical = false) => saying("2.5.29.27", new asn1.Integer({ value: 1 }), critical)

type Made = Partial<Parameters<typeof anAnswer>[0]>
const answering =
  (made: Made | ((office: Office) => Promise<Made>)) =>
  async (office: Office, revoked?: Date): Promise<Data> => {
    const how = typeof made === "function" ? await made(office) : made
    const { root, person } = office
    return {
      OCSPs: [
        await anAnswer({ by: root, of: person, issuer: root, ...(revoked ? { revoked } : {}), ...how }),
      ],
    }
  }
const responding = (how: Parameters<typeof aCertificate>[1], make = aCertificate) =>
  answering(async ({ root }) => {
    const responder = await make("Trả lời", { by: root, purposes: ["1.3.6.1.5.5.7.3.9"], ...how })
    return { by: responder, brings: [responder] }
  })
const listing =
  (made: Omit<Parameters<typeof aList>[0], "by">) =>
  async ({ root, person }: Office, revoked?: Date): Promise<Data> => ({
    CRLs: [await aList({ by: root, ...(revoked ? { revoked: [anEntry(person, revoked)] } : {}), ...made })],
  })

/** Words of the authority that speak against themselves. */
const ODD: [string, (office: Office, revoked?: Date) => Promise<Data>][] = [
  ["an answer that says it is none yet", answering({ status: 3 })],
  ["an answer of another kind", answering({ type: "1.3.6.1.5.5.7.48.1.99" })],
  ["an answer that insists on something unknown", answering({ extensions: [UNKNOWN] })],
  ["an answer whose word insists on something unknown", answering({ single: [UNKNOWN] })],
  ["an answer made before what it tells of", answering({ produced: BEFORE })],
  ["an answer on a day to come", answering({ at: TO_COME })],
  ["an answer made on a day to come", answering({ produced: TO_COME })],
  [
    "an answer by an authority below that may answer",
    responding({ usages: USAGE.digitalSignature | USAGE.keyCertSign }, anIssuer),
  ],
  [
    "an answer by somebody whose certificate insists on something unknown",
    responding({ extensions: [anExtension("1.2.3.4", true, [5, 0])] }),
  ],
  [
    "an answer by who may answer and was revoked",
    async (office, revoked) => {
      const { root, person } = office
      const by = await aCertificate("Trả lời", { by: root, purposes: ["1.3.6.1.5.5.7.3.9"] })
      const answer = await anAnswer({
        by,
        of: person,
        issuer: root,
        brings: [by],
        ...(revoked ? { revoked } : {}),
      })
      // A list that ended before it began says of nobody that they stand.
      return { OCSPs: [answer], CRLs: [await aList({ by: root, revoked: [by], until: BEFORE })] }
    },
  ],
  ["an answer in another's name", answering(async ({ agency }) => ({ saidBy: byName(agency) }))],
  ["an answer by another's key", answering(async ({ agency }) => ({ saidBy: byKey(agency) }))],
  [
    "an answer by who may answer in the name of the authority",
    answering(async ({ root }) => {
      const by = await aCertificate("Trả lời", { by: root, purposes: ["1.3.6.1.5.5.7.3.9"] })
      return { by, brings: [by], saidBy: byName(root) }
    }),
  ],
  ["a list of changes", listing({ extensions: [changes()] })],
  ["a list of changes that says so loudly", listing({ extensions: [changes(true)] })],
  ["a list of some certificates", listing({ extensions: [saying(DISTRIBUTION_POINT, sequence(flag(1)))] })],
  [
    "a list of some certificates that says so loudly",
    listing({ extensions: [saying(DISTRIBUTION_POINT, sequence(flag(1)), true)] }),
  ],
  ["a list that insists on something unknown", listing({ extensions: [UNKNOWN] })],
  ["a list that names two algorithms", listing({ inner: "1.2.840.113549.1.1.5" })],
  ["a list of a day to come", listing({ from: TO_COME })],
]

/** None of them says that the leader's certificate stands. */
export const ODD_STANDING: [string, Bring][] = [
  ...ODD.map(([name, bring]): [string, Bring] => [name, (office) => bring(office)]),
  [
    "a list with a line on somebody else that insists on something unknown",
    async ({ root, agency }) => ({
      CRLs: [await aList({ by: root, revoked: [anEntry(agency, AFTER, UNKNOWN)] })],
    }),
  ],
  [
    "a list of certificates of another kind that has the same number",
    async ({ root, person }) => ({
      CRLs: [
        await aList({
          by: root,
          revoked: [person],
          extensions: [saying(DISTRIBUTION_POINT, sequence(flag(5)), true)],
        }),
      ],
    }),
  ],
  [
    "a list of changes that takes a revocation back",
    async ({ root, person }) => ({
      CRLs: [
        await aList({ by: root, revoked: [anEntry(person, BEFORE, removed)], extensions: [changes(true)] }),
      ],
    }),
  ],
  [
    "a list for several authorities with the same number of another",
    async ({ root, person, agency }) => ({
      CRLs: [
        await aList({
          by: root,
          revoked: [anEntry(agency, AFTER, issuedBy(await anIssuer("CA khác"))), anEntry(person)],
          extensions: [saying(DISTRIBUTION_POINT, sequence(flag(4)), true)],
        }),
      ],
    }),
  ],
]

/** Each of them says that it fell, and that is not to be hidden. */
export const ODD_REVOKING: Forgery[] = [
  ...ODD.map(
    ([name, bring]): Forgery => ({
      name: `revoked by ${name}`,
      make: async (office) => carrying(office.sealed, await bring(office, BEFORE)),
      words: /đã bị thu hồi ngày 01\/05\/2023, trước thời điểm ký/u,
    }),
  ),
  ...(
    [
      ["a line that insists on something unknown", async () => [UNKNOWN], []],
      ["a line that takes back nothing, in a list that is no list of changes", async () => [removed], []],
      [
        "a list for several authorities that names its own",
        async ({ root }: Office) => [issuedBy(root)],
        [saying(DISTRIBUTION_POINT, sequence(flag(4)), true)],
      ],
    ] as const
  ).map(
    ([name, entry, extensions]): Forgery => ({
      name: `revoked by ${name}`,
      make: async (office) => {
        const revoked = [anEntry(office.person, BEFORE, ...(await entry(office)))]
        const list = await aList({ by: office.root, revoked, extensions: [...extensions] })
        return carrying(office.sealed, { CRLs: [list] })
      },
      words: /đã bị thu hồi ngày 01\/05\/2023, trước thời điểm ký/u,
    }),
  ),
  {
    name: "revoked by a list of some certificates that is known here",
    make: ({ sealed }) => sealed,
    known: async ({ known, root, person }) => ({
      ...known,
      revocationLists: [
        await aList({
          by: root,
          revoked: [person],
          extensions: [saying(DISTRIBUTION_POINT, sequence(flag(1)), true)],
        }),
      ],
    }),
    words: /đã bị thu hồi ngày 01\/05\/2023, trước thời điểm ký/u,
  },
]

/** As authorities write them. */
export const PLAIN_WORDS: [string, Bring][] = [
  [
    "a list with its number, and with lines on others",
    async ({ root, agency }) => ({
      CRLs: [
        await aList({
          by: root,
          revoked: [anEntry(agency, AFTER, saying("2.5.29.21", new asn1.Enumerated({ value: 4 })))],
          extensions: [saying("2.5.29.20", new asn1.Integer({ value: 7 }))],
        }),
      ],
    }),
  ],
  [
    "an answer with a nonce and what nobody has to understand",
    answering({
      extensions: [saying("1.3.6.1.5.5.7.48.1.2", oid("1.2.3"), true), saying("1.2.3.4", new asn1.Null())],
      single: [saying("1.2.3.4", new asn1.Null())],
    }),
  ],
  [
    "an answer by who may answer and of whom nobody asks whether they still may",
    responding({ extensions: [anExtension("1.3.6.1.5.5.7.48.1.5", false, [5, 0])] }),
  ],
  ["an answer that names the authority by its key", answering(async ({ root }) => ({ saidBy: byKey(root) }))],
  ["an answer made a day after what it tells of", answering({ produced: at("09:00:00", "2023-05-21") })],
]
