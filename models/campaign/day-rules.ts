/** What the days of one act are held to; the rule that was not kept goes into the log with the reason given for it. */
export const DAY_RULES = [
  "SIGNED_WITHOUT_CAPACITY",
  "DATED_WITHOUT_CAPACITY",
  "NUMBER_OF_ANOTHER_YEAR",
  "CERTIFICATE_NOT_VALID",
  "EFFECTIVE_BEFORE_SIGNED",
  "DATED_BEFORE_SIGNED",
  "NUMBERED_LATE",
  "ISSUED_LATE",
] as const
export type DayRule = (typeof DAY_RULES)[number]

/** Of those that may be passed with a reason: what the page says became of it. */
export const DAY_RULE_LABELS: Record<DayRule, string> = {
  SIGNED_WITHOUT_CAPACITY: "Ký khi không giữ thẩm quyền",
  DATED_WITHOUT_CAPACITY: "Ghi ngày người ký không giữ thẩm quyền",
  NUMBER_OF_ANOTHER_YEAR: "Số của năm khác năm ký",
  CERTIFICATE_NOT_VALID: "Ký khi chứng thư không còn hiệu lực",
  EFFECTIVE_BEFORE_SIGNED: "Có hiệu lực trước ngày ký",
  DATED_BEFORE_SIGNED: "Ghi ngày trước ngày ký",
  NUMBERED_LATE: "Cấp số muộn so với ngày ký",
  ISSUED_LATE: "Phát hành muộn so với ngày ký",
}
