/**
 * Places filled in after drawing. The line for number or date is wholly the field's appearance, so that it stays centred
 * and without gaps once filled, and nothing of the page itself changes.
 */
export const FIELDS = {
  number: { name: "so_ky_hieu", label: "Số, ký hiệu của văn bản", style: "regular" },
  date: { name: "dia_danh_ngay", label: "Địa danh và ngày ban hành", style: "italic" },
} as const
/** Signature fields: initials where the office wants them, the person's, the agency's. */
export const SIGNATURE_FIELDS = {
  initial: { name: "chu_ky_nhay", label: "Chữ ký nháy của người chịu trách nhiệm nội dung" },
  personal: { name: "chu_ky_nguoi_co_tham_quyen", label: "Chữ ký số của người có thẩm quyền" },
  agency: { name: "chu_ky_co_quan", label: "Chữ ký số của cơ quan ban hành" },
} as const
