import { BY_UNIT, type PlanTaskStep } from "../plan-task-step.ts"

/** How far a task with a target has come, as the unit counts it itself. */
export const tellProgress: PlanTaskStep = {
  event: "progress.told",
  permissions: BY_UNIT,
  label: "Ghi tiến độ",
  place: "OTHER",
  fields: [
    {
      kind: "TEXT",
      name: "done",
      label: "Số đã đạt",
      min: 1,
      max: 6,
      tooShort: "Ghi một số, ví dụ 3.",
      rows: 1,
    },
    { kind: "NUMBER", name: "of", label: "Trên tổng số", max: 100_000, wrong: "Ghi một số nguyên từ 1." },
    { kind: "TEXT", name: "note", label: "Ghi chú", min: 0, max: 2000, tooShort: "", rows: 2 },
  ],
  whyNot: ({ percent, progress }) => {
    if (percent === null) return "Nhiệm vụ này không có chỉ tiêu phần trăm."
    return progress?.counted
      ? "Tiến độ đếm từ sổ trang, hệ thống của đơn vị; số đổi khi sổ hoặc kết quả kiểm tra đổi."
      : null
  },
}
