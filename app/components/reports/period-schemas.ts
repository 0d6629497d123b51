import { z } from "zod"
import { mustTick, TickedBoxes } from "../../forms/ticked.ts"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000, "Tối đa 2.000 ký tự.")

export const SeenPeriod = z.object({ revision: z.coerce.number().int().min(0) })

/** What each form of a period's page sends. */
export const PERIOD_FORMS = {
  /** `reason` by unit; `common` for those left blank. */
  lock: z.object({
    common: z.string().trim().max(2000, "Tối đa 2.000 ký tự.").default(""),
    reason: z.record(z.string(), z.string().max(2000, "Tối đa 2.000 ký tự.")).default({}),
  }),
  unlock: z.object({ reason: Reason }),
  number: z.object({
    number: z
      .string()
      .trim()
      .regex(/^\d{0,6}$/u, "Ghi số bằng chữ số, hoặc để trống để lấy số tiếp theo.")
      .default(""),
    signatoryId: z.string().min(1, "Chọn người ký."),
  }),
  signatory: z.object({ signatoryId: z.string().min(1, "Chọn người ký."), reason: Reason }),
  sign: z.object({ confirmed: mustTick("Hãy xác nhận ký báo cáo.") }),
  send: z.object({}),
  reopen: z.object({ reason: Reason, unit: TickedBoxes }),
  correct: z.object({
    agencyId: z.string().min(1, "Chọn đơn vị."),
    key: z.string().min(1, "Chọn số liệu."),
    now: z.string().trim().min(1, "Ghi số liệu đúng.").max(500, "Tối đa 500 ký tự."),
    reason: Reason,
  }),
  withdraw: z.object({ reason: Reason }),
} as const
export type PeriodForm = keyof typeof PERIOD_FORMS
