import type { PlanColumn } from "./plan-column.ts"

/** What can be wrong with a plan, and how an office names it. */
export const FAULT_LABELS = {
  NO_TABLE: "Không thấy bảng nhiệm vụ",
  DOUBLED_NUMBER: "Trùng số thứ tự",
  MISSING_NUMBER: "Thiếu số thứ tự",
  NO_NUMBER: "Không có số thứ tự",
  NUMBER_OUT_OF_ORDER: "Số thứ tự không theo trình tự",
  DOUBLED_TASK: "Hai nhiệm vụ gần như một",
  NO_TEXT: "Không có nội dung công việc",
  HEADING_MISSPELT: "Sai chính tả ở đầu bảng",
  HEADINGS_DIFFER: "Đầu bảng các trang khác nhau",
  PART_OUTSIDE_TABLE: "Tên phần nằm ngoài bảng",
  ROW_SPLIT: "Dòng bị tách",
  MISSPELT: "Sai chính tả",
  PLACE_NAME: "Tên địa phương viết khác tên chính thức",
  DOCUMENT_NUMBER: "Số, ký hiệu viết rời",
  NO_DAY: "Không có ngày ban hành",
  NO_LEAD: "Không có cơ quan chủ trì",
  UNIT_TWICE: "Vừa chủ trì vừa phối hợp",
  UNIT_UNKNOWN: "Không có cơ quan này",
  UNIT_ENDED: "Cơ quan không còn hoặc chưa có vào ngày ban hành",
  UNIT_VAGUE: "Không rõ là cơ quan nào",
  UNIT_SHORTENED: "Tên nhóm cơ quan viết tắt",
  DUE_MISSING: "Không có thời hạn",
  DUE_UNREADABLE: "Thời hạn không đọc được",
  DUE_VAGUE: "Thời hạn chưa rõ",
  DUE_OPEN: "Có lúc bắt đầu, không có lúc hoàn thành",
  DUE_IN_NOTE: "Thời hạn nằm ở hai cột",
  DUE_CONTRADICTS: "Thời hạn mâu thuẫn",
  DUE_PAST: "Thời hạn đã qua trước ngày ban hành",
  DUE_ORDER: "Thứ tự thời hạn mâu thuẫn",
  PERCENT_OVER_100: "Tỷ lệ quá 100%",
  COUNT_CONTRADICTS: "Con số không khớp với bảng",
} as const
export type FaultKind = keyof typeof FAULT_LABELS

/** A repair that can be made by putting some words for others in one cell of one task. */
export type Repair = { task: number; column: PlanColumn; found: string; proposed: string }

/** What is wrong, where, as it stands, and what could stand there instead. Nothing is changed by finding it. */
export type PlanFault = {
  kind: FaultKind
  place: string
  found: string
  proposed: string
  repair?: Repair
}

/** How a fault was answered: the repair taken, other words put there, or left as it stands with a reason. */
export const FAULT_ANSWERS = ["ACCEPTED", "EDITED", "LEFT"] as const
export type FaultAnswer = (typeof FAULT_ANSWERS)[number]

export const FAULT_ANSWER_LABELS: Record<FaultAnswer, string> = {
  ACCEPTED: "Nhận đề nghị",
  EDITED: "Sửa khác",
  LEFT: "Để nguyên, có lý do",
}

/** A fault as it is kept with a plan until somebody has answered it. */
export type KeptFault = PlanFault & {
  /** The same for as long as the fault stands, whatever number its task has. */
  id: string
  /** Where it can be mended; none where nothing stands that could be. */
  target: FaultTarget | null
  answer: { kind: FaultAnswer; text: string; by: string; at: string } | null
}

/** What words stand in question: a cell of a task, a paragraph, the heading of a part, the head of the document. */
export type FaultTarget =
  | { in: "TASK"; place: string; column: PlanColumn }
  | { in: "PARAGRAPH"; place: string }
  | { in: "PART"; place: string }
