export const DELIVERY_STATES = [
  "pending",
  "sent",
  "acknowledged",
  "live",
  "rejected",
  "parked",
  "superseded",
  "outcomeUnknown",
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const DELIVERY_STATE_LABELS: Record<DeliveryState, string> = {
  pending: "Chờ gửi",
  sent: "Đã gửi",
  acknowledged: "Đã nhận",
  live: "Đã đăng",
  rejected: "Bị từ chối",
  parked: "Dừng thử",
  superseded: "Bị thay thế",
  outcomeUnknown: "Chưa rõ kết quả",
}
