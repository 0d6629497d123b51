import { z } from "zod"

const Code = z.string().trim().min(1, "Hãy nhập mã thiết lập.").max(100, "Mã quá dài.")
const Province = z.string().regex(/^\d{2}$/, "Hãy chọn tỉnh, thành phố.")

/** First step: who may, and which province. */
export const ChooseForm = z.object({ intent: z.literal("choose"), code: Code, province: Province })

/** Posted as `on`, or not at all; scripts say true or false. */
const Ticked = z
  .union([z.string(), z.boolean()])
  .optional()
  .transform((value) => value === "on" || value === true)

const Agency = z
  .object({
    id: z.string().min(1).max(100),
    on: Ticked,
    name: z.string().trim().max(300, "Tên dài hơn 300 ký tự."),
    shortName: z.string().trim().max(100, "Tên ngắn dài hơn 100 ký tự."),
    orgCode: z
      .string()
      .trim()
      .regex(/^$|^[A-Z]\d{2}(\.\d{1,3})*$/, "Mã định danh viết như H36.05, hoặc để trống."),
  })
  .superRefine(({ on, name }, context) => {
    if (on && name === "")
      context.addIssue({ code: "custom", path: ["name"], message: "Cơ quan đã chọn phải có tên." })
  })

/** Second step: agencies as ticked and corrected, and the first administrator. */
export const FinishForm = z
  .object({
    intent: z.literal("finish"),
    code: Code,
    province: Province,
    agencies: z.array(Agency).max(200),
    admin: z.object({
      id: z
        .string()
        .trim()
        .toLowerCase()
        .max(100, "Tên đăng nhập quá dài.")
        .regex(
          /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/,
          "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối.",
        ),
      fullName: z.string().trim().min(1, "Hãy nhập họ tên.").max(200, "Họ tên quá dài."),
      password: z.string().min(12, "Mật khẩu ít nhất 12 ký tự.").max(200, "Mật khẩu quá dài."),
    }),
    again: z.object({ password: z.string().max(200) }),
  })
  .superRefine(({ admin, again }, context) => {
    if (admin.password.normalize("NFC") !== again.password.normalize("NFC"))
      context.addIssue({
        code: "custom",
        path: ["again", "password"],
        message: "Hai lần nhập mật khẩu khác nhau.",
      })
  })

export const SetupForm = z.discriminatedUnion("intent", [ChooseForm, FinishForm], {
  error: "Không rõ việc cần làm. Hãy tải lại trang.",
})
