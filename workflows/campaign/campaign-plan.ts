import { z } from "zod"
import type { IsoDay } from "#models/shared/dates.ts"
import { typedDay } from "#models/shared/typed-day.ts"

const Day = (label: string) => typedDay(`Hãy ghi ngày: ${label}.`)

/** A ticked box sends `on`. */
const Ticked = z
  .union([z.literal("on"), z.boolean()])
  .optional()
  .transform((value) => value === "on" || value === true)

/** Services one amendment may name; a larger change is a review of its own. */
export const MOST_AMENDED = 200

/** What the provincial office decides when it opens a review: name, deadlines, and how the decision is signed and laid out. */
export const CampaignPlan = z
  .object({
    year: z.coerce
      .number("Hãy ghi năm bằng bốn chữ số.")
      .int("Hãy ghi năm bằng bốn chữ số.")
      .min(2022, "Năm phải từ 2022.")
      .max(2100, "Năm phải không quá 2100."),
    /** The year once more, where it is far from today's. */
    yearAgain: z.string().trim().max(10).default(""),
    name: z
      .string()
      .trim()
      .min(5, "Hãy đặt tên cho đợt rà soát.")
      .max(200, "Tên quá dài (tối đa 200 ký tự)."),
    registerBy: Day("đơn vị đăng ký xong"),
    appraiseBy: Day("thẩm định xong"),
    announceBy: Day("công bố"),
    publishBy: Day("công khai"),
    numberFirst: Ticked,
    initials: Ticked,
    annexesApart: Ticked,
  })
  .superRefine((plan, context) => {
    const order = ["registerBy", "appraiseBy", "announceBy", "publishBy"] as const
    for (const [index, later] of order.entries()) {
      const earlier = order[index - 1]
      if (earlier && plan[later] < plan[earlier])
        context.addIssue({
          code: "custom",
          path: [later],
          message: "Thời hạn này phải không sớm hơn thời hạn của bước trước.",
        })
    }
  })
export type CampaignPlan = z.infer<typeof CampaignPlan>

/** What is decided besides when only some services are amended within the year: which, and why. */
export const AmendmentPlan = CampaignPlan.and(
  z.object({
    ground: z
      .string()
      .trim()
      .min(5, "Ghi lý do điều chỉnh (ít nhất 5 ký tự).")
      .max(1000, "Lý do quá dài (tối đa 1.000 ký tự)."),
    /** Ids of the services, blanks between. */
    services: z
      .string()
      .max(20_000, "Chọn quá nhiều dịch vụ.")
      .transform((text) => [...new Set(text.split(/\s+/u).filter((id) => id !== ""))])
      .refine((ids) => ids.length > 0, "Chọn ít nhất một dịch vụ để điều chỉnh.")
      .refine(
        (ids) => ids.length <= MOST_AMENDED,
        `Mỗi đợt điều chỉnh chọn tối đa ${MOST_AMENDED} dịch vụ. Bỏ bớt rồi mở lại.`,
      ),
  }),
)
export type AmendmentPlan = z.infer<typeof AmendmentPlan>

/** The dates of Kế hoạch 122 for a year: register in March, announce in May, publish by June. */
export const usualDeadlines = (
  year: number,
): Record<"registerBy" | "appraiseBy" | "announceBy" | "publishBy", IsoDay> => ({
  registerBy: `${year}-03-31`,
  appraiseBy: `${year}-04-30`,
  announceBy: `${year}-05-31`,
  publishBy: `${year}-06-30`,
})
