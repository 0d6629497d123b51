/**
 * Level at which a service is provided online. FULL *toàn trình* and PARTIAL *một phần* are the two levels of
 * NĐ 42/2022 Điều 11; INFORMATION_ONLY *cung cấp thông tin trực tuyến* is TT 01/2023 Điều 13(3), not an online service.
 */
export const SERVICE_LEVELS = ["FULL", "PARTIAL", "INFORMATION_ONLY", "NOT_PROVIDED"] as const
export type ServiceLevel = (typeof SERVICE_LEVELS)[number]

export const SERVICE_LEVEL_LABELS: Record<ServiceLevel, string> = {
  FULL: "Toàn trình",
  PARTIAL: "Một phần",
  INFORMATION_ONLY: "Cung cấp thông tin trực tuyến",
  NOT_PROVIDED: "Không cung cấp",
}

/** Higher means more of the service is online; used to say raised or lowered. */
export const SERVICE_LEVEL_RANK: Record<ServiceLevel, number> = {
  NOT_PROVIDED: 0,
  INFORMATION_ONLY: 1,
  PARTIAL: 2,
  FULL: 3,
}

/** Only these two are online services and stand in the annexes of the decision. */
export const isOnlineLevel = (level: ServiceLevel): level is "FULL" | "PARTIAL" =>
  level === "FULL" || level === "PARTIAL"

/** Cấp thực hiện. DISTRICT existed until 30/6/2025 (NQ 202/2025/QH15 and the two-level law). */
export const ADMIN_LEVELS = ["MINISTRY", "PROVINCE", "DISTRICT", "COMMUNE"] as const
export type AdminLevel = (typeof ADMIN_LEVELS)[number]

export const ADMIN_LEVEL_LABELS: Record<AdminLevel, string> = {
  MINISTRY: "Cấp Bộ",
  PROVINCE: "Cấp tỉnh",
  DISTRICT: "Cấp huyện",
  COMMUNE: "Cấp xã",
}

export const PARTIAL_REASONS = [
  "PHYSICAL_PRESENCE",
  "ON_SITE_VERIFICATION",
  "TECHNICAL_INCIDENT",
  "TECHNICAL_LIMITATION",
] as const
export type PartialReason = (typeof PARTIAL_REASONS)[number]

/** Lý do chỉ thực hiện một phần (law.md §4.1 rule 3; NĐ 224/2026 Điều 14). */
export const PARTIAL_REASON_LABELS: Record<PartialReason, string> = {
  PHYSICAL_PRESENCE: "Người thực hiện phải có mặt tại cơ quan theo quy định",
  ON_SITE_VERIFICATION: "Cơ quan phải thẩm tra, xác minh tại hiện trường theo quy định",
  TECHNICAL_INCIDENT: "Sự cố kỹ thuật chưa thể khắc phục ngay",
  TECHNICAL_LIMITATION: "Điều kiện kỹ thuật chưa đáp ứng",
}
