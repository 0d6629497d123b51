import { LEVEL_LABELS } from "./describe-patches.ts"

/** What a question of a reorganisation is about, in words; `key` as its answer is kept under. */
export const subjectOf = (key: string, nameOf: (id: string) => string): string => {
  const [kind = "", ...rest] = key.split(":")
  const about = rest.join(":")
  if (kind === "RECEIVER") return `Tiếp nhận việc của ${nameOf(about)}`
  if (kind === "ROLES") return `Người của ${nameOf(about)}`
  if (kind === "LEVEL") return `Việc của ${LEVEL_LABELS[about as keyof typeof LEVEL_LABELS] ?? about}`
  if (kind === "SERIES") return `Sổ số ${about}`
  if (kind === "FROZEN") return `Danh mục ${about} đã chốt`
  if (kind === "PORTAL") return `Cổng ${about}`
  return key
}
