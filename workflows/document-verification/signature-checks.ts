import { type PDF, PdfRef } from "@libpdf/core"
import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { isoWithOffset } from "#models/shared/dates.ts"
import { findField, resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { shownNumbers } from "#workflows/signatures/certificate-identifiers.ts"
import { type Addition, fieldsFilledBy } from "./permitted-additions.server.ts"
import { forbiddenBy } from "./signed-locks.server.ts"
import { fieldNames, type SignedRange, signedFieldNames } from "./signed-ranges.server.ts"
import { check } from "./verification-check.ts"
import type { VerificationCheck, VerificationReport } from "./verification-report.ts"

/** What the report says of a signature found. */
export const toReport = (range: SignedRange, length: number): VerificationReport["signatures"][number] => ({
  kind: range.kind,
  signer: range.signer,
  issuer: range.issuer,
  signedAt: range.at && isoWithOffset(range.at),
  stampedAt: range.stampedAt && isoWithOffset(range.stampedAt),
  stampTrusted: range.stampTrusted,
  stampDoubt: range.stampDoubt,
  containerAt: range.containerAt && isoWithOffset(range.containerAt),
  certificateFrom: range.term && isoWithOffset(range.term.from),
  certificateTo: range.term && isoWithOffset(range.term.to),
  holds: range.faults.length === 0,
  valid: range.faults.length === 0 && range.policyFaults.length === 0,
  trusted: range.trusted,
  identifiers: shownNumbers(range.identifiers.numbers, range.kind === "AGENCY" ? "AGENCY" : "PERSON"),
  policies: range.policies,
  revocation: range.revocation && {
    asOf: isoWithOffset(range.revocation.asOf),
    revokedAt: range.revocation.revokedAt && isoWithOffset(range.revocation.revokedAt),
  },
  coversWholeFile: range.end === length,
  notes: range.notes,
})

/** Whether a signature that must be there is, and holds. */
export function signatureCheck(
  rule: string,
  what: string,
  range: SignedRange | null | undefined,
): VerificationCheck {
  if (!range) return { rule, ok: false, message: `${what}: chưa có.` }
  const faults = [...range.faults, ...range.policyFaults]
  if (faults.length === 0)
    return {
      rule,
      ok: true,
      message: `${what} hợp lệ: ${range.signer} (chứng thư do ${range.issuer} cấp).${range.notes.map((note) => ` Lưu ý: ${note}.`).join("")}`,
    }
  const message = `${what} không hợp lệ: ${faults.join("; ")}.`
  return { rule, ok: false, message, ...(range.faults.length === 0 ? { isForm: true } : {}) }
}

/** What a signature forbids is not done after it; nothing where it is not. @param ranges by the addition that is theirs */
export function lockChecks(
  ranges: Partial<Record<Addition, SignedRange | null | undefined>>,
  additions: readonly (Addition | null)[],
): VerificationCheck[] {
  const faults = (Object.keys(SIGNATURES) as (keyof typeof SIGNATURES)[]).flatMap((kind) => {
    const place = additions.indexOf(kind)
    const later = place < 0 ? [] : fieldsFilledBy(additions.slice(place + 1))
    const forbidden = forbiddenBy(ranges[kind]?.locks ?? [], later)
    return forbidden.length > 0
      ? [`${SIGNATURES[kind]} không cho thêm gì vào ${inQuotes(forbidden)} sau khi ký, mà vẫn có thêm`]
      : []
  })
  const message = `Bổ sung trái với điều chữ ký cho phép: ${faults.join("; ")}.`
  return faults.length === 0 ? [] : [{ rule: "locks", ok: false, isForm: true, message }]
}
const SIGNATURES = {
  INITIAL: "chữ ký nháy",
  PERSONAL: "chữ ký số của người có thẩm quyền",
  AGENCY: "chữ ký số của cơ quan",
} as const
const inQuotes = (all: readonly string[]): string => all.map((one) => `«${one}»`).join(", ")

/** A file that is an annex and nothing else has one field, the agency's. */
export function onlyFieldCheck(pdf: PDF): VerificationCheck {
  const own = findField(pdf, SIGNATURE_FIELDS.agency.name)
  const places = pdf
    .getPages()
    .flatMap(({ dict }) => [...(dict.getArray("Annots", resolverOf(pdf)) ?? [])])
    .map((item) => (item instanceof PdfRef ? resolverOf(pdf)(item) : item))
  const ok = fieldNames(pdf).length === 1 && places.length === 1 && own !== null && places[0] === own
  return check(
    "otherFields",
    ok,
    "Phụ lục chỉ có một ô, của chữ ký số cơ quan.",
    "Phụ lục có ô hoặc chú thích ngoài ô chữ ký số của cơ quan.",
  )
}

/** No signature stands in any other field. */
export function onlyTheseCheck(pdf: PDF): VerificationCheck {
  const known: string[] = Object.values(SIGNATURE_FIELDS).map(({ name }) => name)
  const others = signedFieldNames(pdf).filter((name) => !known.includes(name))
  return {
    rule: "otherSignatures",
    ok: others.length === 0,
    message:
      others.length === 0
        ? "Không có chữ ký số nào khác."
        : `Có chữ ký số ngoài quy định tại ô ${others.map((name) => `«${name}»`).join(", ")}.`,
  }
}
