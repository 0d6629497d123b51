/** A fact an officer may state where the record is silent or wrong, and the facts it stands against. */
export type StatableFact = { id: string; value: string; against: readonly string[] }

/** What may be stated, in the order of the criteria; every id is one the reader of records uses and the criteria ask for. */
export const STATABLE_FACTS: readonly StatableFact[] = [
  {
    id: "channel.online",
    value: "Có hình thức nộp trực tuyến",
    against: ["channel.not-online", "channel.in-person-only"],
  },
  {
    id: "channel.not-online",
    value: "Không có hình thức nộp trực tuyến",
    against: ["channel.online", "channel.online-only", "online.words"],
  },
  { id: "form.attached", value: "Có biểu mẫu tải về được", against: ["form.named"] },
  { id: "form.electronic", value: "Có biểu mẫu điện tử", against: ["form.named"] },
  { id: "signature.digital", value: "Hồ sơ được ký số", against: [] },
  {
    id: "original.hand-in",
    value: "Phải nộp hoặc xuất trình bản chính, bản giấy",
    against: ["original-hint.words", "original-hint.papers"],
  },
  {
    id: "fee.none",
    value: "Không thu phí, lệ phí",
    against: ["fee.due", "fee.unstated", "payment.cash", "payment.online"],
  },
  { id: "fee.due", value: "Có thu phí, lệ phí", against: ["fee.none", "fee.unstated"] },
  { id: "payment.online", value: "Phí, lệ phí thanh toán được trực tuyến", against: ["payment.cash"] },
  { id: "payment.cash", value: "Phí, lệ phí chỉ nộp bằng tiền mặt", against: ["payment.online"] },
  { id: "presence.required", value: "Người thực hiện phải có mặt", against: [] },
  {
    id: "onsite.inspection",
    value: "Cơ quan phải kiểm tra, thẩm định tại hiện trường",
    against: ["onsite-hint.words", "onsite-hint.appraisal"],
  },
  {
    id: "electronic.handling",
    value: "Việc tiếp nhận, giải quyết thực hiện bằng phương tiện điện tử",
    against: [],
  },
  {
    id: "returning.online",
    value: "Trả kết quả trực tuyến",
    against: ["returning.counter", "result.counter"],
  },
  {
    id: "returning.post",
    value: "Trả kết quả tại nhà, qua bưu chính",
    against: ["returning.counter", "result.counter"],
  },
  {
    id: "returning.counter",
    value: "Chỉ trả kết quả tại nơi nộp hồ sơ",
    against: ["returning.online", "returning.post", "result.remote"],
  },
]

export const statableFact = (id: string): StatableFact | undefined =>
  STATABLE_FACTS.find((fact) => fact.id === id)
