import type { Agency } from "#models/agency/agency.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { registeredCaseName } from "#models/registration/case-name.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { ReturnPart, ReturnRow } from "#models/unit-return/unit-return.ts"

const COMMITTEES: readonly Agency["kind"][] = ["PEOPLE_COMMITTEE", "DISTRICT_COMMITTEE", "COMMUNE_COMMITTEE"]

const isCommittee = ({ kind }: Pick<Agency, "kind">): boolean => COMMITTEES.includes(kind)

/** `Ủy ban nhân dân huyện Đắk Mil` lies in `Đắk Mil`: a committee below the province dates its letters from its own place. */
const PLACE = /^(?:Ủy ban nhân dân|UBND) (?:huyện|xã|phường|thị trấn|thị xã|thành phố|đặc khu) (.+)$/u

/** How a unit heads and dates its letters (NĐ 30/2020 Phụ lục I, II.2 and II.4). */
export const senderOf = (
  agency: Agency,
  day: IsoDay,
  issuer: Pick<EditionIssuer, "placeName">,
): ReturnPart["sender"] => {
  const name = agencyNameOn(agency, day)
  return {
    name,
    isCommittee: isCommittee(agency),
    placeName: (isCommittee(agency) && PLACE.exec(name)?.[1]) || issuer.placeName,
  }
}

/**
 * Ký hiệu of a unit's công văn where it has not said another: the name abbreviated, then the field of work
 * (NĐ 30/2020 Phụ lục I, II.3b).
 */
export const usualSymbol = (agency: Agency, day: IsoDay): string => {
  if (isCommittee(agency)) return `UBND-${FIELD}`
  const words = agencyNameOn(agency, day).split(/[\s,–-]+/u)
  const letters = words.filter((word) => word !== "" && word.toLocaleLowerCase("vi") !== "và")
  return `${letters.map((word) => unaccented(word.slice(0, 1))).join("")}-${FIELD}`
}

/** Kiểm soát thủ tục. */
const FIELD = "KSTT"

/** Symbols are of plain capitals and Đ. */
const unaccented = (letter: string): string =>
  letter.normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleUpperCase("vi")

/** The title under which the head of such a unit signs, where they have not said another. */
export const usualPosition = (agency: Pick<Agency, "kind">): string =>
  isCommittee(agency) ? "CHỦ TỊCH" : agency.kind === "DEPARTMENT" ? "GIÁM ĐỐC" : "THỦ TRƯỞNG"

/** A signed-off registration as a letter lists it. @throws Error for one without a proposal or a signing off */
export const returnRowOf = (registration: Registration): ReturnRow => {
  const { proposal, signedOff } = registration.workflow.context
  if (!proposal || !signedOff) throw new Error(`${registration.id} is not signed off`)
  return {
    registrationId: registration.id,
    revision: registration.revision,
    signedOffAt: signedOff.at,
    serviceCode: registration.serviceCode,
    procedureCode: registration.procedureCode,
    procedureName: registration.procedureName,
    caseName: registeredCaseName(registration),
    fieldName: registration.field.name,
    level: proposal.level,
    partialReason: proposal.partialReason,
    citation: proposal.citation,
    wasDoubted: !registration.suggestion.sure,
  }
}
