import { formatOfficialDay } from "#models/shared/dates.ts"
import { BLANK_DATE, type Header } from "./document-layout.ts"

export const NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
export const MOTTO = "Độc lập - Tự do - Hạnh phúc"

/** `Đắk Nông, ngày 05 tháng 5 năm 2023`, or with blank places. */
export const dateLine = ({ placeName, day }: Pick<Header, "placeName" | "day">): string =>
  `${placeName}, ${day ? formatOfficialDay(day) : BLANK_DATE}`
