import type { Certificate } from "./certificate.server.ts"

/** Numbers a certificate gives its holder, and the organisations it says they belong to. */
export type HolderIdentifiers = {
  /** As written: `CCCD:001234567890`, `MST:6000123456`, `H16`. */
  numbers: string[]
  organisations: string[]
  /** What nobody sees in its name, organisations and numbers, as `U+200B`; missing or empty: nothing. */
  unseen?: string[]
}

/**
 * serialNumber and UID, where authorities here put numbers of people and firms, and organizationIdentifier (ETSI EN 319 412-1, 5.1); each
 * with what says where bare digits stood. Those of serialNumber go without: see `citizenNumber`.
 */
const NUMBERS: Readonly<Record<string, string>> = {
  "2.5.4.5": "",
  "0.9.2342.19200300.100.1.1": "UID:",
  "2.5.4.97": "ORG:",
}
const COMMON_NAME = "2.5.4.3"
const ORGANISATION = "2.5.4.10"

/** Controls, what has neither width nor shape, and code points that are no letters. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** Compatible characters are made plain (`：`, `０`, non-breaking spaces): a number is the same however it is typed. */
export const identifiersOf = ({ parsed }: Pick<Certificate, "parsed">): HolderIdentifiers => {
  const written = parsed.subject.typesAndValues.map(({ type, value }) => ({
    type,
    value: String(value.valueBlock.value),
  }))
  const said = written.map(({ type, value }) => ({ type, value: value.normalize("NFKC").trim() }))
  const isRead = (type: string) =>
    type === COMMON_NAME || type === ORGANISATION || Object.hasOwn(NUMBERS, type)
  return {
    numbers: [
      ...new Set(
        said.flatMap(({ type, value }) =>
          Object.hasOwn(NUMBERS, type) ? (isBare(value) ? `${NUMBERS[type]}${value}` : value) : [],
        ),
      ),
    ],
    organisations: said.flatMap(({ type, value }) => (type === ORGANISATION ? value : [])),
    unseen: unseenIn(written.flatMap(({ type, value }) => (isRead(type) ? value : []))),
  }
}

const unseenIn = (texts: readonly string[]): string[] => [
  ...new Set(
    texts
      .flatMap((text) => text.match(UNSEEN) ?? [])
      .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`),
  ),
]

/** What kinds of numbers there are, and how each is written in certificates. */
const KINDS = {
  /** Of a person. */
  CITIZEN: /^(?:CCCD|CMTND|CMND|CMT|IDCVN|PNOVN)[:\s.\p{Pd}]*([\p{L}\d](?:[\s.\p{Pd}]*[\p{L}\d])*)$/iu,
  /** Of whoever pays taxes. */
  TAX: /^(?:MST|VATVN|NTRVN|TINVN)[:\s-]*([\d-]+)$/iu,
  /** Of an agency of the state (QĐ 20/2020/QĐ-TTg, QCVN 102), either way round. */
  AGENCY: /^(?:(?:MDD|MĐD|GOVVN)[:\s-]*)?((?:\d{2,3}\.)*[A-Z]\d{2}(?:\.\d+)*)$/u,
} as const
export type IdentifierKind = keyof typeof KINDS

/** What people put between digits to read them. */
const JOINTS = /[\s.\p{Pd}]+/gu
const plain = (number: string): string => number.normalize("NFKC").trim().replaceAll(JOINTS, "").toUpperCase()
const isBare = (value: string): boolean => /^\d{9}(?:\d{3})?$/u.test(plain(value))

/**
 * A citizen's number without what says so and what stands between its digits; null where it is none. Bare digits are one where they are as
 * many as a citizen's number has: 9 (CMND) or 12 (CCCD, Luật Căn cước 26/2023/QH15 Điều 12, and the last CMND). They cannot be a firm's,
 * whose tax number has 10 digits or 10-3 (TT 86/2024/TT-BTC Điều 5; a person's tax number of 12 is their citizen's number), nor a
 * telephone's (10). Taken so in serialNumber alone, where some authorities write it without a label: in UID a sign-in name may be as long.
 */
const citizenNumber = (number: string): string | null => {
  const labelled = KINDS.CITIZEN.exec(number.normalize("NFKC").trim())?.[1]
  if (labelled !== undefined) return plain(labelled)
  return isBare(number) ? plain(number) : null
}

/** The numbers of one kind, without what says so. */
export const numbersOfKind = (numbers: readonly string[], kind: IdentifierKind): string[] => [
  ...new Set(
    numbers.flatMap((one) => (kind === "CITIZEN" ? citizenNumber(one) : KINDS[kind].exec(one)?.[1]) ?? []),
  ),
]

/** Whether two certificates say one citizen's number. */
export const isSameCitizen = (one: readonly string[], other: readonly string[]): boolean =>
  citizensIn(one).some((number) => citizensIn(other).includes(number))

/** Whether two certificates cannot be one person's: both say a citizen's number, and none is in both. Of names there are namesakes. */
export const isOtherCitizen = (one: readonly string[], other: readonly string[]): boolean =>
  citizensIn(one).length > 0 && citizensIn(other).length > 0 && !isSameCitizen(one, other)

const citizensIn = (numbers: readonly string[]): string[] => numbersOfKind(numbers, "CITIZEN")

/** A citizen's numbers alone, for showing. */
export const shownCitizenNumbers = (numbers: readonly string[]): string[] =>
  numbers.filter((one) => citizenNumber(one) !== null).map(masked)

/** Both schemes of agency codes read the same way: `000.00.00.H16` (QCVN 102) from the right is `H16` (QĐ 20/2020/QĐ-TTg). */
export const plainAgencyCode = (code: string): string =>
  (/^\d/u.test(code) ? code.split(".").reverse().join(".") : code).replace(/(?:\.0+)+$/u, "")

/**
 * For showing: of a person's numbers, whatever they are, only the last three places; of an agency's only its code and tax number.
 * What else may stand there (a number of whoever applied for the certificate among it) is nobody's to read.
 */
export const shownNumbers = (numbers: readonly string[], whose: "PERSON" | "AGENCY"): string[] =>
  whose === "AGENCY"
    ? numbers.filter((one) => KINDS.AGENCY.test(one) || KINDS.TAX.test(one))
    : numbers.map(masked)

/** What says which number it is. */
const LABEL = /^(?:\p{L}{2,}[:\s\p{Pd}]+|CCCD|CMTND|CMND|CMT|MST)/iu
const SHOWN_PLACES = 3

function masked(number: string): string {
  const [label = ""] = LABEL.exec(number) ?? []
  const places = [...number.slice(label.length)]
  let left = places.filter((one) => /[\p{L}\d]/u.test(one)).length - SHOWN_PLACES
  return label + places.map((one) => (/[\p{L}\d]/u.test(one) && left-- > 0 ? "•" : one)).join("")
}
