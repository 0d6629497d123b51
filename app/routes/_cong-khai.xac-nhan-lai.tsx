import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { hasSecondFactor } from "#workflows/identity/account.server.ts"
import { proveAgain } from "#workflows/identity/proof.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { localPath } from "../http/local-path.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { findSessionUser, sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { PasswordField, TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"

export const meta = () => pageTitle("Xác nhận lại")

const ProofForm = z.object({
  answer: z.string().min(1, "Nhập mật khẩu hoặc mã xác thực.").max(200, "Dài quá."),
})

const backTo = (request: Request) =>
  localPath(new URL(request.url).searchParams.get("returnTo"), paths.myWork())

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const userId = await findSessionUser(request, context)
  if (!userId) throw redirect(paths.signIn(backTo(request)))
  return { userId, asksCode: await hasSecondFactor(userId) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const userId = await findSessionUser(request, context)
  const sessionId = await sessionIdOf(request, context)
  if (!userId || !sessionId) throw redirect(paths.signIn(backTo(request)))
  const form = await parseForm(request, ProofForm)
  if (!form.ok) return data({ errors: form.errors }, { status: form.status })
  const outcome = await attempt(() =>
    proveAgain(context.runtime, { userId, sessionId, answer: form.value.answer }),
  )
  if (!outcome.ok) return data({ errors: outcome.errors }, { status: outcome.status })
  return redirect(backTo(request), {
    headers: { "Set-Cookie": await sessionStarted(context, outcome.value) },
  })
}

export default function ProveAgain() {
  const { userId, asksCode } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="narrow">
      <h1>Xác nhận lại</h1>
      <p>
        Việc này có hiệu lực ngay hoặc không lấy lại được, nên cần biết chắc người đang ngồi máy là «{userId}
        ». Nội dung vừa nhập (trừ tệp) vẫn được giữ; sau khi xác nhận hãy gửi lại.
      </p>
      <PublicForm errors={answer?.errors} label="Xác nhận lại">
        {asksCode ? (
          <TextField
            name="answer"
            label="Mã 6 số đang hiện trên máy của bạn"
            autoComplete="one-time-code"
            required
          />
        ) : (
          <PasswordField name="answer" label="Mật khẩu" autoComplete="current-password" required />
        )}
        <button type="submit">Xác nhận</button>
      </PublicForm>
    </div>
  )
}
