import type { ReportQuestion } from "#models/reporting-period/report-question.ts"

const ask = (
  key: string,
  label: string,
  kind: ReportQuestion["kind"],
  more: Partial<ReportQuestion> = {},
): ReportQuestion => ({ key, label, kind, totalOf: [], isRequired: true, ...more })

/** What the first quarter of an office asks; every later one asks what the quarter before it asked, as the coordinator set it. */
export const usualForm = (): ReportQuestion[] => [
  ask("q1", "Hồ sơ thủ tục hành chính tiếp nhận trong kỳ", "NUMBER", { totalOf: ["q2", "q3"] }),
  ask("q2", "Trong đó: tiếp nhận trực tuyến", "NUMBER"),
  ask("q3", "Trong đó: tiếp nhận trực tiếp, qua bưu chính", "NUMBER"),
  ask("q4", "Hồ sơ đã giải quyết: đúng hạn trên tổng số", "SHARE"),
  ask("q5", "Kết quả thực hiện nổi bật", "TEXT"),
  ask("q6", "Khó khăn, vướng mắc", "TEXT", { isRequired: false }),
  ask("q7", "Đề xuất, kiến nghị", "TEXT", { isRequired: false }),
]
