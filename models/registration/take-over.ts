/** What comes of a registration that the chief of office decides in another's place. */
export const TAKE_OVER_OUTCOMES = ["GO_ON", "RETURN"] as const
export type TakeOverOutcome = (typeof TAKE_OVER_OUTCOMES)[number]

export const TAKE_OVER_LABELS: Record<TakeOverOutcome, string> = {
  GO_ON: "Đồng ý, chuyển bước sau",
  RETURN: "Trả lại đơn vị",
}
