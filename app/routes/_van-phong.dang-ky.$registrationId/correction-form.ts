import { z } from "zod"

/** A correction of one fact as its form sends it. */
export const CorrectionFields = z
  .object({
    kind: z.enum(["DENIED", "STATED", "WITHDRAWN"]),
    factId: z.string().max(100).default(""),
    correctionId: z.string().max(100).default(""),
    basis: z.string().trim().min(5, "Ghi căn cứ của đính chính (ít nhất 5 ký tự).").max(2000),
    revision: z.coerce.number().int(),
  })
  .refine(({ kind, factId }) => kind === "WITHDRAWN" || factId !== "", {
    path: ["factId"],
    message: "Hãy chọn một dữ kiện trong danh sách.",
  })
