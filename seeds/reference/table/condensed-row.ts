import { agencyNameOn } from "#models/agency/agency.ts"
import type { Procedure, SubmissionChannel } from "#models/procedure/procedure.ts"
import { ADMIN_LEVEL_LABELS, type AdminLevel } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { foldText, normaliseText } from "#models/shared/text.ts"
import { UNIT_DIRECTORY } from "../unit-directory.ts"
import { paperName, shortName } from "./short-texts.ts"
import { stepsInOwnWords } from "./steps-in-own-words.ts"

const DAY = "2023-03-06"
const MOST_PAPERS = 12
const MOST_BASES = 8

const CHANNELS: [SubmissionChannel, string][] = [
  ["IN_PERSON", "Trực tiếp"],
  ["ONLINE", "Trực tuyến"],
  ["POST", "Bưu chính công ích"],
]
const UNIT_WORDS: Record<string, string> = {
  WORKING_DAY: "ngày làm việc",
  DAY: "ngày",
  HOUR: "giờ",
  MONTH: "tháng",
  YEAR: "năm",
}

/** The compact row of a procedure: facts only, in the columns of the import sheet. */
export const condensedRow = (
  procedure: Procedure,
  levels: readonly AdminLevel[],
): Record<string, string> => ({
  "Mã TTHC": procedure.code,
  "Tên TTHC": procedure.name,
  "Lĩnh vực": procedure.fields[0]?.name ?? "",
  "Mã lĩnh vực": procedure.fields[0]?.code ?? "",
  "Đối tượng": listed(procedure.applicantTypes),
  "Cấp thực hiện": listed(levels.map((level) => ADMIN_LEVEL_LABELS[level])),
  "Cơ quan công khai": procedure.announcer.name,
  "QĐ Công bố": procedure.announcementDecision,
  "Tình trạng": procedure.state === "PUBLIC" ? "Công khai" : "Không công khai",
  "Cơ quan thực hiện": listed(levels.map((level) => executingName(procedure, level))),
  "Mã DVC": listed(procedure.services.map(({ serviceCode }) => serviceCode)),
  "Cách thức thực hiện": listed(
    CHANNELS.filter(([channel]) => procedure.submissionMethods.some((m) => m.channel === channel)).map(
      ([, words]) => words,
    ),
  ),
  "Thời hạn giải quyết": timeOf(procedure),
  Phí: feeOf(procedure, "FEE"),
  "Lệ phí": feeOf(procedure, "CHARGE"),
  "Thành phần hồ sơ": papersOf(procedure).join(" | "),
  "Kết quả": listed(procedure.results.slice(0, 3).map(({ name }) => shortName(name))),
  "Căn cứ pháp lý": listed(basesOf(procedure).slice(0, MOST_BASES)),
  "Trình tự": listed(stepsInOwnWords(stepTextOf(procedure))),
  "Yêu cầu, điều kiện": hasRequirements(procedure) ? "Theo quy định của pháp luật chuyên ngành" : "Không",
  "Mô tả": "",
  "Toàn trình theo CSDLQG": yesNoOf(procedure.nationalFlags?.isFullProcess ?? null),
})

/** Blank where the record does not say. */
const yesNoOf = (flag: boolean | null): string => (flag === null ? "" : flag ? "Có" : "Không")

/** Names of the papers with counts and forms; remarks left out, repeats joined. */
export const papersOf = (procedure: Procedure): string[] => {
  const papers = new Map<string, string>()
  for (const component of procedure.cases.flatMap((one) => one.dossierComponents)) {
    const name = paperName(component.name)
    const key = foldText(name)
    if (name === "" || papers.has(key)) continue
    const marks = [
      `chính: ${component.originalCount}`,
      `sao: ${component.copyCount}`,
      ...(component.forms.length > 0 ? ["mẫu"] : []),
      ...(component.hasElectronicForm ? ["mẫu điện tử"] : []),
    ]
    papers.set(key, `${name} [${marks.join("; ")}]`)
  }
  return [...papers.values()].slice(0, MOST_PAPERS)
}

export const stepTextOf = (procedure: Procedure): string =>
  procedure.cases
    .flatMap((one) => one.steps)
    .map(({ name, text }) => `${name}. ${text}`)
    .join("\n")

const listed = (parts: readonly string[]): string =>
  [...new Set(parts.map((part) => normaliseText(part.replaceAll(";", ","))))]
    .filter((part) => part !== "")
    .join("; ")

/** In 2023: the department by field, or the committees of the level. */
function executingName(procedure: Procedure, level: AdminLevel): string {
  const group = UNIT_DIRECTORY.groups.find(({ adminLevel }) => adminLevel === level)
  if (group) return group.name
  const code = procedure.fields[0]?.code ?? ""
  const lead =
    UNIT_DIRECTORY.fieldLeads.find((one) => one.fieldCode === code && one.adminLevel === level) ??
    UNIT_DIRECTORY.ministryDepartments.find(({ ministryPrefix }) => code.startsWith(`${ministryPrefix}-`))
  const agency = UNIT_DIRECTORY.agencies.find(({ id }) => id === lead?.agencyId)
  // Other provinces take the table too: whose office it is they know themselves.
  return agency ? agencyNameOn(agency, DAY).replace(/ tỉnh Đắk Nông$/u, " tỉnh") : ""
}

/** The online time where there is one, else the first given. */
function timeOf(procedure: Procedure): string {
  const known = procedure.submissionMethods.filter(
    ({ processingTime }) => processingTime.quantity > 0 && UNIT_WORDS[processingTime.unit],
  )
  const { quantity = 0, unit = "OTHER" } =
    (known.find(({ channel }) => channel === "ONLINE") ?? known[0])?.processingTime ?? {}
  if (quantity === 0) return "Theo quy định"
  const digits = Number.isInteger(quantity)
    ? String(quantity).padStart(2, "0")
    : String(quantity).replace(".", ",")
  return `${digits} ${UNIT_WORDS[unit]}`
}

/** One amount as the amount; several as a span; none as `Không`; an amount only described as `Theo quy định`. */
function feeOf(procedure: Procedure, kind: "FEE" | "CHARGE"): string {
  const fees = procedure.submissionMethods.flatMap((method) => method.fees).filter((fee) => fee.kind === kind)
  const amounts = [...new Set(fees.flatMap(({ amount }) => (amount ? [amount] : [])))].sort((a, b) => a - b)
  const [least, most] = [amounts[0], amounts.at(-1)]
  if (least !== undefined && most !== undefined)
    return least === most ? formatNumber(least) : `Từ ${formatNumber(least)} đến ${formatNumber(most)} đồng`
  return fees.some(({ amount }) => amount === null) ? "Theo quy định" : "Không"
}

function basesOf(procedure: Procedure): string[] {
  return procedure.legalBases
    .map(({ number }) => number)
    .filter((number) => /^\d+\/\d{4}\/[\p{L}\d-]+/u.test(number))
}

function hasRequirements(procedure: Procedure): boolean {
  return !/^(?:khong(?: co)?(?: quy dinh)?(?: yeu cau)?(?:,? dieu kien)?)?\W*$/.test(
    foldText(procedure.requirements),
  )
}
