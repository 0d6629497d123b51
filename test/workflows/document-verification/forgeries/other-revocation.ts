import * as asn1 from "asn1js"
import { aCertificate, anIssuer, derOf, USAGE } from "#test/workflows/signatures/made-up-certificates.ts"
import { aList, anAnswer, anEntry, BEFORE, carrying, otherEntries, saying } from "./made-up-words.ts"
import { at, type Forgery, type Office } from "./office.ts"

type Bring = (office: Office) => Promise<Parameters<typeof carrying>[1]>

const INVALID_SINCE = "2.5.29.24"
const LATER = at("09:00:00", "2024-01-01")
const generalTime = (valueDate: Date) => new asn1.GeneralizedTime({ valueDate })
/** A time that is none. */
const unreadable = () =>
  new asn1.Primitive({
    idBlock: { tagClass: 1, tagNumber: 24 },
    valueHex: new TextEncoder().encode("chưa rõ ngày nào").buffer,
  })

/** The leader's certificate fell before it signed, by a list kept here; what the file brings says otherwise. */
const hidden = (what: string, bring: Bring): Forgery => ({
  name: what,
  make: async (office) => carrying(office.sealed, await bring(office)),
  known: async ({ known, root, person }) => ({
    ...known,
    revocationLists: [await aList({ by: root, revoked: [person] })],
  }),
  words: /đã bị thu hồi ngày .* trước thời điểm ký/u,
})

/** What the file brings says that the leader's certificate fell before it signed. */
const fallen = (name: string, bring: Bring): Forgery => ({
  name,
  make: async (office) => carrying(office.sealed, await bring(office)),
  words: /đã bị thu hồi ngày 01\/05\/2023, trước thời điểm ký/u,
})

/** A revoked signer. */
export const OTHER_REVOCATION: Forgery[] = [
  hidden("nothing beside the signatures", async () => ({})),
  hidden("a list of another authority of the same names", async () => ({
    CRLs: [await aList({ by: await anIssuer("CA công vụ") })],
  })),
  hidden("a newer list of the authority that leaves it out", async ({ root }) => ({
    CRLs: [await aList({ by: root, from: at("09:00:00", "2023-05-30") })],
  })),
  hidden("an answer of another authority of the same names", async ({ person, root }) => ({
    OCSPs: [await anAnswer({ by: await anIssuer("CA công vụ"), of: person, issuer: root })],
  })),
  hidden("certificates of somebody else's making", async () => ({
    Certs: [derOf(await anIssuer("CA công vụ"))],
  })),
  {
    name: "the file itself carries the list that revokes it",
    make: async ({ sealed, root, person }) =>
      carrying(sealed, { CRLs: [await aList({ by: root, revoked: [person] })] }),
    words: /đã bị thu hồi ngày .* trước thời điểm ký/u,
  },
  fallen("a list of five thousand others that names it last", async ({ root, person }) => ({
    CRLs: [await aList({ by: root, revoked: [...otherEntries(5000), person] })],
  })),
  fallen("a list that names it twice, the later day first", async ({ root, person }) => ({
    CRLs: [await aList({ by: root, revoked: [anEntry(person, LATER), anEntry(person)] })],
  })),
  fallen("a list that revokes it later, and says its key was unsafe before", async ({ root, person }) => ({
    CRLs: [
      await aList({
        by: root,
        revoked: [anEntry(person, LATER, saying(INVALID_SINCE, generalTime(BEFORE)))],
      }),
    ],
  })),
  fallen("an answer that revokes it later, and says its key was unsafe before", async ({ root, person }) => ({
    OCSPs: [
      await anAnswer({
        by: root,
        of: person,
        issuer: root,
        revoked: LATER,
        single: [saying(INVALID_SINCE, generalTime(BEFORE))],
      }),
    ],
  })),
  fallen(
    "an entry that says since when its key was unsafe in a way that cannot be read",
    async ({ root, person }) => ({
      CRLs: [
        await aList({ by: root, revoked: [anEntry(person, BEFORE, saying(INVALID_SINCE, unreadable()))] }),
      ],
    }),
  ),
]

/** Revoked, and no word against what was signed before. */
export const REVOKED_LATER: [string, Bring][] = [
  [
    "a list that revokes it later",
    async ({ root, person }) => ({ CRLs: [await aList({ by: root, revoked: [anEntry(person, LATER)] })] }),
  ],
  [
    "a list that names it twice, both later",
    async ({ root, person }) => ({
      CRLs: [
        await aList({
          by: root,
          revoked: [anEntry(person, LATER), anEntry(person, at("09:00:00", "2024-02-01"))],
        }),
      ],
    }),
  ],
  [
    "a list that revokes it later, and says its key was safe beyond that",
    async ({ root, person }) => ({
      CRLs: [
        await aList({
          by: root,
          revoked: [anEntry(person, LATER, saying(INVALID_SINCE, generalTime(at("09:00:00", "2024-02-01"))))],
        }),
      ],
    }),
  ],
]

/** Words that a certificate stands which nobody may believe, each laid beside a sound decision. */
export const UNBELIEVED: [string, Bring][] = [
  [
    "a list by another authority of the same names",
    async () => ({ CRLs: [await aList({ by: await anIssuer("CA công vụ") })] }),
  ],
  ["a list by the leader", async ({ person }) => ({ CRLs: [await aList({ by: person })] })],
  [
    "a list that ends before it begins",
    async ({ root }) => ({ CRLs: [await aList({ by: root, until: BEFORE })] }),
  ],
  [
    "an answer by somebody the authority has not certified to answer",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", { by: root })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer by who may answer for another authority of the same names",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", {
        by: await anIssuer("CA công vụ"),
        purposes: ["1.3.6.1.5.5.7.3.9"],
      })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer by who may answer and no longer does",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", {
        by: root,
        purposes: ["1.3.6.1.5.5.7.3.9"],
        to: "2023-01-01",
      })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer by who may answer and not sign",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", {
        by: root,
        purposes: ["1.3.6.1.5.5.7.3.9"],
        usages: USAGE.keyAgreement,
      })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer about the same number of another authority",
    async ({ root, person }) => {
      const other = await anIssuer("CA khác")
      return { OCSPs: [await anAnswer({ by: root, of: person, issuer: other })] }
    },
  ],
]

/** Words that are to be believed. */
export const BELIEVED: [string, Bring][] = [
  [
    "a list of its authority of five thousand others",
    async ({ root }) => ({ CRLs: [await aList({ by: root, revoked: otherEntries(5000) })] }),
  ],
  ["a list of its authority", async ({ root }) => ({ CRLs: [await aList({ by: root })] })],
  [
    "an answer of its authority",
    async ({ root, person }) => ({ OCSPs: [await anAnswer({ by: root, of: person, issuer: root })] }),
  ],
  [
    "an answer by whom its authority has certified to answer",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", { by: root, purposes: ["1.3.6.1.5.5.7.3.9"] })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
]

/** A word that is true, from before the signature. */
export const tooOld = ({ root }: Office) => aList({ by: root, from: BEFORE })
