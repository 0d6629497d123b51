import type { CriterionSubject } from "#models/legal-regime/legal-regime.ts"

/** What keeps a service from toàn trình; OTHER where no criterion with a subject explains it. */
export type BarrierKind = CriterionSubject | "ON_SITE_VERIFICATION" | "TECHNICAL" | "OTHER"

type Barrier = {
  label: string
  /** Nhóm: who or what could take it away. */
  group: string
  /** Only a change of sector law lifts it: a procedure it blocks is not "đủ điều kiện" for toàn trình. */
  isLegal: boolean
  /** What has to be done to take it away. */
  work: string
}

/** The barriers in the order of the register. */
export const BARRIERS: Record<BarrierKind, Barrier> = {
  NO_PRESENCE: {
    label: "Người thực hiện phải có mặt",
    group: "Pháp luật",
    isLegal: true,
    work: "Đề nghị Bộ sửa quy định bắt buộc có mặt, hoặc cho xác thực điện tử thay.",
  },
  ON_SITE_VERIFICATION: {
    label: "Cơ quan phải kiểm tra, xác minh tại hiện trường",
    group: "Hiện trường",
    isLegal: true,
    work: "Đề nghị Bộ cho kiểm tra sau, hoặc tách phần nộp và trả kết quả khỏi phần kiểm tra.",
  },
  WHOLE_DOSSIER: {
    label: "Phải nộp, xuất trình bản chính, bản giấy",
    group: "Kết nối, chia sẻ dữ liệu",
    isLegal: false,
    work: "Kết nối cơ sở dữ liệu để không đòi bản giấy, hoặc nhận bản sao điện tử chứng thực.",
  },
  FORMS: {
    label: "Chưa có biểu mẫu tải về",
    group: "Biểu mẫu",
    isLegal: false,
    work: "Số hóa biểu mẫu, đưa lên Cổng để tải về.",
  },
  ONLINE_FILING: {
    label: "Chưa nộp được biểu mẫu trực tuyến",
    group: "Biểu mẫu",
    isLegal: false,
    work: "Dựng biểu mẫu điện tử trên Cổng của tỉnh.",
  },
  SIGNATURE: {
    label: "Chưa ký số được",
    group: "Biểu mẫu",
    isLegal: false,
    work: "Tích hợp ký số cá nhân trên Cổng.",
  },
  PAYMENT: {
    label: "Chưa thanh toán trực tuyến",
    group: "Thanh toán",
    isLegal: false,
    work: "Mở thanh toán trực tuyến, khai mức phí trên nền tảng.",
  },
  RESULT: {
    label: "Chưa trả kết quả từ xa",
    group: "Trả kết quả",
    isLegal: false,
    work: "Ký số kết quả, trả qua Cổng hoặc bưu chính.",
  },
  INFORMATION: {
    label: "Chưa công khai đầy đủ",
    group: "Công khai",
    isLegal: false,
    work: "Bổ sung nội dung còn thiếu trên Cổng.",
  },
  TECHNICAL: {
    label: "Sự cố, điều kiện kỹ thuật do đơn vị nêu",
    group: "Kỹ thuật",
    isLegal: false,
    work: "Khắc phục sự cố đơn vị nêu, kiểm tra lại.",
  },
  OTHER: {
    label: "Lý do khác do đơn vị nêu",
    group: "Khác",
    isLegal: false,
    work: "Làm rõ với đơn vị, ghi thành rào cản có tên.",
  },
}

export const BARRIER_KINDS = Object.keys(BARRIERS) as BarrierKind[]
