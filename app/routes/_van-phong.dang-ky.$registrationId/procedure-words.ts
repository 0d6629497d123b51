import type { Procedure, SubmissionChannel } from "#models/procedure/procedure.ts"
import { formatNumber } from "#models/shared/numbers.ts"

export const CHANNEL_LABELS: Record<SubmissionChannel, string> = {
  IN_PERSON: "Trực tiếp",
  ONLINE: "Trực tuyến",
  POST: "Dịch vụ bưu chính",
}

type Method = Procedure["submissionMethods"][number]

const UNITS: Record<Method["processingTime"]["unit"], string> = {
  WORKING_DAY: "ngày làm việc",
  DAY: "ngày",
  HOUR: "giờ",
  MONTH: "tháng",
  YEAR: "năm",
  OTHER: "",
}

/** The record's own words, else `15 ngày làm việc` from its figures. */
export const processingTimeText = ({ quantity, unit, text }: Method["processingTime"]): string => {
  const measured = quantity > 0 ? `${formatNumber(quantity)} ${UNITS[unit]}`.trim() : ""
  return text || measured || "không nêu thời hạn"
}

const FEE_KINDS = { FEE: "Phí", CHARGE: "Lệ phí", PRICE: "Giá dịch vụ" } as const

/** `Lệ phí: 20.000 đồng; mỗi bản`; words that only repeat the figure are left out. */
export const feeText = ({ kind, amount, text }: Method["fees"][number]): string => {
  const words = /^[\d.,\s]*$/.test(text) ? "" : text
  const figure = amount === null || (amount === 0 && words !== "") ? "" : `${formatNumber(amount)} đồng`
  return `${FEE_KINDS[kind]}: ${[figure, words].filter(Boolean).join("; ") || "không nêu"}`
}

/** `1 bản chính, 2 bản sao; có biểu mẫu điện tử`. */
export const paperCounts = (paper: Procedure["cases"][number]["dossierComponents"][number]): string => {
  const counts = [
    paper.originalCount > 0 ? `${paper.originalCount} bản chính` : "",
    paper.copyCount > 0 ? `${paper.copyCount} bản sao` : "",
  ].filter(Boolean)
  const forms = [
    paper.hasElectronicForm ? "có biểu mẫu điện tử" : "",
    paper.forms.length > 0 ? `mẫu: ${paper.forms.map(({ name }) => name).join(", ")}` : "",
  ].filter(Boolean)
  return [counts.join(", "), ...forms].filter(Boolean).join("; ")
}
