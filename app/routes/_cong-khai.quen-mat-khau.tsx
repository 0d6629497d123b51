import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { askForReset, resetPassword } from "#workflows/identity/reset-password.server.ts"
import { MIN_PASSWORD } from "#workflows/identity/weak-password.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { parseSent, readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { HiddenField, PasswordField, TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { Notice } from "../public/notice.tsx"

export const meta = () => pageTitle("Quên mật khẩu")

const userId = z.string().trim().min(1, "Nhập tên đăng nhập.").max(100, "Tên quá dài.")
const AskForm = z.object({ intent: z.literal("ask"), userId })
const ResetForm = z
  .object({
    intent: z.literal("reset"),
    userId,
    code: z.string().trim().min(1, "Nhập mã trong thư.").max(40, "Mã quá dài."),
    chosen: z.string().min(1, "Nhập mật khẩu mới.").max(200, "Mật khẩu quá dài."),
    again: z.string().max(200, "Mật khẩu quá dài."),
  })
  .refine(({ chosen, again }) => chosen === again, {
    path: ["again"],
    message: "Hai lần nhập mật khẩu mới không giống nhau.",
  })

export const loader = ({ context }: LoaderFunctionArgs) => ({
  sendsMail: context.runtime.mailer !== null,
  shortest: MIN_PASSWORD,
})

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { runtime, address, correlationId } = context
  const sent = await readForm(request)
  const isReset = sent.fields["intent"] === "reset"
  const form = await parseSent(sent, isReset ? ResetForm : AskForm)
  const typed = String(sent.fields["userId"] ?? "").slice(0, 100)
  const step = isReset ? "CODE" : "NAME"
  if (!form.ok) return data({ step, userId: typed, errors: form.errors }, { status: form.status })
  const value = form.value
  if (value.intent === "reset") {
    const outcome = await attempt(() => resetPassword(runtime, { ...value, address }))
    if (outcome.ok)
      return data({ step: "DONE", userId: value.userId, errors: {} as Record<string, string[]> })
    return data({ step, userId: value.userId, errors: outcome.errors }, { status: outcome.status })
  }
  const outcome = await attempt(() => askForReset(runtime, { userId: value.userId, address }))
  if (!outcome.ok)
    return data({ step, userId: value.userId, errors: outcome.errors }, { status: outcome.status })
  // Whoever asked is told the same however this ends.
  void outcome.value.sent.catch((error: unknown) =>
    runtime.logger.error({ err: error, correlationId }, "code for a new password not sent"),
  )
  return data({ step: "CODE", userId: value.userId, errors: {} })
}

export default function ForgottenPassword() {
  const { sendsMail, shortest } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (!sendsMail)
    return (
      <div className="narrow">
        <h1>Quên mật khẩu</h1>
        <p>
          Hệ thống này không gửi thư điện tử. Liên hệ quản trị hệ thống của đơn vị để được cấp lại mật khẩu.
        </p>
      </div>
    )
  return (
    <div className="narrow">
      <h1>Quên mật khẩu</h1>
      {answer?.step === "DONE" ? (
        <Notice tone="good" title="Đã đặt mật khẩu mới">
          Mọi phiên làm việc cũ đã kết thúc. <a href={paths.signIn()}>Đăng nhập bằng mật khẩu mới</a>
        </Notice>
      ) : answer?.step === "CODE" ? (
        <>
          <Notice tone="quiet" title="Xem hộp thư của bạn">
            Nếu «{answer.userId}» đúng là tên đăng nhập và cơ quan có địa chỉ thư của bạn, một mã dùng trong
            10 phút vừa được gửi đi. Không thấy thư: xem mục thư rác, hoặc liên hệ quản trị.
          </Notice>
          <PublicForm errors={answer.errors} values={{ userId: answer.userId }} label="Đặt lại mật khẩu">
            <HiddenField name="userId" />
            <TextField name="code" label="Mã trong thư" autoComplete="one-time-code" required />
            <PasswordField
              name="chosen"
              label="Mật khẩu mới"
              description={`Ít nhất ${shortest} ký tự, không chứa tên đăng nhập.`}
              autoComplete="new-password"
              required
            />
            <PasswordField name="again" label="Mật khẩu mới, lần nữa" autoComplete="new-password" required />
            <button type="submit" name="intent" value="reset">
              Đặt lại mật khẩu
            </button>
          </PublicForm>
          <p>
            Phiên làm việc nào còn mở sẽ kết thúc. Xác thực hai bước, nếu đã cài, vẫn được hỏi khi đăng nhập.{" "}
            <a href={paths.forgottenPassword()}>Yêu cầu mã khác</a>
          </p>
        </>
      ) : (
        <PublicForm errors={answer?.errors} values={{ userId: answer?.userId ?? "" }} label="Nhận mã qua thư">
          <TextField
            name="userId"
            label="Tên đăng nhập"
            description="Mã được gửi tới địa chỉ thư cơ quan đã ghi cho bạn."
            autoComplete="username"
            autoCapitalize="none"
            required
          />
          <button type="submit" name="intent" value="ask">
            Gửi mã
          </button>
        </PublicForm>
      )}
    </div>
  )
}
