import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  redirect,
} from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { hasSecondStep } from "#models/user/user.ts"
import { changeOwnPassword } from "#workflows/identity/change-password.server.ts"
import { owesPassword } from "#workflows/identity/one-time-password.server.ts"
import { userAwaitingFactor } from "#workflows/identity/proof.server.ts"
import { MIN_PASSWORD } from "#workflows/identity/weak-password.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { localPath } from "../http/local-path.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { findSessionUser, isToChangePassword, sessionIdOf } from "../http/session.server.ts"
import { PasswordField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"

export const meta = () => pageTitle("Đổi mật khẩu")

const PasswordForm = z
  .object({
    current: z.string().min(1, "Nhập mật khẩu đang dùng.").max(200, "Mật khẩu quá dài."),
    chosen: z.string().min(1, "Nhập mật khẩu mới.").max(200, "Mật khẩu quá dài."),
    again: z.string().max(200, "Mật khẩu quá dài."),
  })
  .refine(({ chosen, again }) => chosen === again, {
    path: ["again"],
    message: "Hai lần nhập mật khẩu mới không giống nhau.",
  })

/** Who changes it. `isFirst`: they were given it and set their own, also before the second step they have none of yet. */
const whoChanges = async (request: Request, context: AppLoadContext) => {
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const awaited = await userAwaitingFactor(context.runtime, sessionId)
  if (awaited && !hasSecondStep(awaited) && (await owesPassword({ userId: awaited.id, sessionId })))
    return { userId: awaited.id, sessionId, isFirst: true, next: paths.secondStep() }
  const userId = await findSessionUser(request, context)
  if (!userId) throw redirect(paths.signIn(paths.ownPassword()))
  const isFirst = await isToChangePassword(request, context)
  return { userId, sessionId, isFirst, next: paths.myWork() }
}

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { userId, isFirst } = await whoChanges(request, context)
  return { userId, isFirst, shortest: MIN_PASSWORD }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { userId, sessionId, next } = await whoChanges(request, context)
  const form = await parseForm(request, PasswordForm)
  if (!form.ok) return data({ errors: form.errors }, { status: form.status })
  const { current, chosen } = form.value
  const outcome = await attempt(() =>
    changeOwnPassword(context.runtime, { userId, current, chosen, sessionId }),
  )
  if (!outcome.ok) return data({ errors: outcome.errors }, { status: outcome.status })
  // The form is sent to its own address, which says what was asked for before.
  return redirect(localPath(new URL(request.url).searchParams.get("returnTo"), next))
}

export default function OwnPassword() {
  const { userId, isFirst, shortest } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="narrow">
      <h1>Đổi mật khẩu</h1>
      <p>
        {isFirst
          ? `Mật khẩu của «${userId}» là mật khẩu dùng một lần. Hãy đặt mật khẩu của riêng mình để bắt đầu làm việc.`
          : `Đổi mật khẩu của «${userId}». Các phiên làm việc khác của bạn sẽ kết thúc.`}
      </p>
      <PublicForm errors={answer?.errors} label="Đổi mật khẩu">
        <PasswordField name="current" label="Mật khẩu đang dùng" autoComplete="current-password" required />
        <PasswordField
          name="chosen"
          label="Mật khẩu mới"
          description={`Ít nhất ${shortest} ký tự, không chứa tên đăng nhập.`}
          autoComplete="new-password"
          required
        />
        <PasswordField name="again" label="Mật khẩu mới, lần nữa" autoComplete="new-password" required />
        <button type="submit">Đổi mật khẩu</button>
      </PublicForm>
    </div>
  )
}
