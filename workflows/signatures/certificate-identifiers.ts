import type { Certificate } from "./certificate.server.ts"

/** Numbers a certificate gives its holder, and the organisations it says they belong to. */
export type HolderIdentifiers = {
  /** As written: `CCCD:001234567890`, `MST:6000123456`, `H16`. */
  numbers: string[]
  organisations: string[]
}

/** serialNumber and UID, where authorities here put numbers of people and firms, and organizationIdentifier (ETSI EN 319 412-1, 5.1). */
const NUMBERS = ["2.5.4.5", "0.9.2342.19200300.100.1.1", "2.5.4.97"]
const ORGANISATION = "2.5.4.10"

export const identifiersOf = ({ parsed }: Pick<Certificate, "parsed">): HolderIdentifiers => {
  const values = (types: readonly string[]) =>
    parsed.subject.typesAndValues
      .filter(({ type }) => types.includes(type))
      .map(({ value }) => String(value.valueBlock.value).normalize("NFC").trim())
  return { numbers: [...new Set(values(NUMBERS))], organisations: values([ORGANISATION]) }
}

/** What kinds of numbers there are, and how each is written in certificates. */
const KINDS = {
  /** Of a person. */
  CITIZEN: /^(?:CCCD|CMND|CMT|IDCVN|PNOVN)[:\s-]*(\w+)$/iu,
  /** Of whoever pays taxes. */
  TAX: /^(?:MST|VATVN|NTRVN|TINVN)[:\s-]*([\d-]+)$/iu,
  /** Of an agency of the state (QĐ 20/2020/QĐ-TTg, QCVN 102), either way round. */
  AGENCY: /^(?:(?:MDD|MĐD|GOVVN)[:\s-]*)?((?:\d{2,3}\.)*[A-Z]\d{2}(?:\.\d+)*)$/u,
} as const
export type IdentifierKind = keyof typeof KINDS

/** The numbers of one kind, without what says so. */
export const numbersOfKind = (numbers: readonly string[], kind: IdentifierKind): string[] => [
  ...new Set(numbers.flatMap((one) => KINDS[kind].exec(one)?.[1] ?? [])),
]

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
const LABEL = /^(?:\p{L}{2,}[:\s-]+|CCCD|CMND|CMT|MST)/iu
const SHOWN_PLACES = 3

function masked(number: string): string {
  const [label = ""] = LABEL.exec(number) ?? []
  const places = [...number.slice(label.length)]
  let left = places.filter((one) => /[\p{L}\d]/u.test(one)).length - SHOWN_PLACES
  return label + places.map((one) => (/[\p{L}\d]/u.test(one) && left-- > 0 ? "•" : one)).join("")
}
