import { Procedure } from "#models/procedure/procedure.ts"
import { FieldFault } from "./field-fault.ts"

const LABELS: Record<string, string> = {
  name: "Tên TTHC",
  fields: "Lĩnh vực",
  adminLevels: "Cấp thực hiện",
  cases: "Thành phần hồ sơ",
  submissionMethods: "Cách thức thực hiện",
  services: "Mã DVC",
}

/** The last gate of every reader: what the model's own schema says a procedure is. @throws FieldFault */
export const checkedProcedure = (procedure: Procedure): Procedure => {
  const parsed = Procedure.safeParse(procedure)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path ?? []
  const label = LABELS[String(path[0])] ?? String(path[0])
  const isEmpty = path.length === 1
  throw new FieldFault(
    label,
    isEmpty ? `Thiếu ${label}.` : `Giá trị tại ${path.join(".")} (${label}) không hợp lệ.`,
  )
}
