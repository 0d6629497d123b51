/**
 * Who issues the catalogue, by date (decision-layout.md §4.5, §11, §14). Authority: the chairman announces procedures
 * (NĐ 63/2010 Điều 13(2)). Lists of recipients follow published decisions of other provinces, not one of Đắk Nông's own;
 * the symbol of the drafting unit (`KSTT`) is a training value. Lines carry neither dash nor punctuation: layout adds both.
 */
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { addDays, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { MERGED_FROM, PROVINCE_ENDED, PROVINCE_FOUNDED } from "./agency-builders.ts"

export type DatedIssuer = { validFrom: IsoDay; validTo: IsoDay | null; issuer: EditionIssuer }

/** Training values: no licence or contact of the province's open data was found. */
const OPEN_DATA = {
  dataLicence: "https://creativecommons.org/licenses/by/4.0/",
  dataFrequency: "ANNUAL",
  dataContactEmail: "du-lieu-mo@tap-huan.example",
} satisfies Partial<EditionIssuer>

const SYMBOLS = {
  issuingAuthority: "CHAIRMAN",
  documentSymbol: "QĐ-UBND",
  submissionSymbol: "TTr-VPUBND",
  // Laws come from the legal regime in force on the day.
  preambleBases: [],
} satisfies Partial<EditionIssuer>

const SUBMISSION_RECIPIENTS = [
  "Như trên",
  "Lãnh đạo Văn phòng UBND tỉnh",
  "Trung tâm Phục vụ hành chính công tỉnh",
  "Lưu: VT, KSTT",
]

const DAK_NONG: EditionIssuer = {
  ...SYMBOLS,
  provinceName: "Đắk Nông",
  provinceUpper: "TỈNH ĐẮK NÔNG",
  placeName: "Đắk Nông",
  orgCode: "000.00.00.H16",
  recipients: [
    "Như Điều 4",
    "Văn phòng Chính phủ (Cục Kiểm soát thủ tục hành chính)",
    "Thường trực Tỉnh ủy",
    "Thường trực HĐND tỉnh",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
    "Cổng Thông tin điện tử tỉnh",
    "Lưu: VT, KSTT",
  ],
  submissionRecipients: SUBMISSION_RECIPIENTS,
  implementers:
    "Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc các Sở, Thủ trưởng các ban, ngành thuộc tỉnh; Chủ tịch Ủy ban nhân dân các huyện, thành phố; Chủ tịch Ủy ban nhân dân các xã, phường, thị trấn và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này",
  baseUrl: "https://dichvucong.daknong.gov.vn",
  ...OPEN_DATA,
}

/** The day of the plan that asks for the catalogue (Kế hoạch 122/KH-UBND), which the decision names from then on. */
const PLAN_122 = {
  text: "Căn cứ Kế hoạch số 122/KH-UBND ngày 03 tháng 3 năm 2023 của Ủy ban nhân dân tỉnh Đắk Nông",
  validFrom: "2023-03-03",
}

export const ISSUERS: DatedIssuer[] = [
  { validFrom: PROVINCE_FOUNDED, validTo: addDays(PLAN_122.validFrom, -1), issuer: DAK_NONG },
  {
    validFrom: PLAN_122.validFrom,
    validTo: PROVINCE_ENDED,
    issuer: { ...DAK_NONG, preambleBases: [PLAN_122.text] },
  },
  {
    validFrom: MERGED_FROM,
    validTo: null,
    issuer: {
      ...SYMBOLS,
      provinceName: "Lâm Đồng",
      provinceUpper: "TỈNH LÂM ĐỒNG",
      placeName: "Lâm Đồng",
      orgCode: "000.00.00.H36",
      recipients: [
        "Như Điều 4",
        "Bộ Tư pháp (Cục Kiểm soát thủ tục hành chính)",
        "Thường trực Tỉnh ủy",
        "Thường trực HĐND tỉnh",
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
        "Cổng Thông tin điện tử tỉnh",
        "Lưu: VT, KSTT",
      ],
      submissionRecipients: SUBMISSION_RECIPIENTS,
      implementers:
        "Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc các Sở, Thủ trưởng các ban, ngành thuộc tỉnh; Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này",
      // Services of the merged province are reached at the one national portal.
      baseUrl: "https://dichvucong.gov.vn",
      ...OPEN_DATA,
    },
  },
]

/** Issuing facts on a day. @throws NotFoundError for a day before the province existed. */
export const issuerOn = (day: IsoDay): EditionIssuer => {
  const found = ISSUERS.find((dated) => isValidOn(dated, day))
  if (!found) throw new NotFoundError(`Chưa có thông tin cơ quan ban hành có hiệu lực vào ngày ${day}.`)
  return found.issuer
}
