import type { CriterionSubject } from "#models/legal-regime/legal-regime.ts"

/** What keeps a service from toàn trình; OTHER where no criterion with a subject explains it. */
export type BarrierKind = CriterionSubject | "ON_SITE_VERIFICATION" | "TECHNICAL" | "OTHER"

type Barrier = {
  label: string
  /** Nhóm: who or what could take it away. */
  group: string
  /** Only a change of sector law lifts it: a procedure it blocks is not "đủ điều kiện" for toàn trình. */
  isLegal: boolean
}

/** The barriers in the order of the register. */
export const BARRIERS: Record<BarrierKind, Barrier> = {
  NO_PRESENCE: { label: "Người thực hiện phải có mặt", group: "Pháp luật", isLegal: true },
  ON_SITE_VERIFICATION: {
    label: "Cơ quan phải kiểm tra, xác minh tại hiện trường",
    group: "Hiện trường",
    isLegal: true,
  },
  WHOLE_DOSSIER: {
    label: "Phải nộp, xuất trình bản chính, bản giấy",
    group: "Kết nối, chia sẻ dữ liệu",
    isLegal: false,
  },
  FORMS: { label: "Chưa có biểu mẫu tải về", group: "Biểu mẫu", isLegal: false },
  ONLINE_FILING: { label: "Chưa nộp được biểu mẫu trực tuyến", group: "Biểu mẫu", isLegal: false },
  SIGNATURE: { label: "Chưa ký số được", group: "Biểu mẫu", isLegal: false },
  PAYMENT: { label: "Chưa thanh toán trực tuyến", group: "Thanh toán", isLegal: false },
  RESULT: { label: "Chưa trả kết quả từ xa", group: "Trả kết quả", isLegal: false },
  INFORMATION: { label: "Chưa công khai đầy đủ", group: "Công khai", isLegal: false },
  TECHNICAL: { label: "Sự cố, điều kiện kỹ thuật do đơn vị nêu", group: "Kỹ thuật", isLegal: false },
  OTHER: { label: "Lý do khác do đơn vị nêu", group: "Khác", isLegal: false },
}

export const BARRIER_KINDS = Object.keys(BARRIERS) as BarrierKind[]
