import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { finishSignIn, userAwaitingFactor } from "#workflows/identity/proof.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { deviceNoted } from "../http/known-device.server.ts"
import { localPath } from "../http/local-path.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"

export const meta = () => pageTitle("Xác thực hai bước")

const CodeForm = z.object({ code: z.string().trim().min(1, "Nhập mã 6 số.").max(40, "Mã quá dài.") })

const askedFor = (request: Request) =>
  localPath(new URL(request.url).searchParams.get("returnTo"), paths.myWork())

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const sessionId = await sessionIdOf(request, context)
  const user = sessionId && (await userAwaitingFactor(context.runtime, sessionId))
  if (!user) throw redirect(paths.signIn(askedFor(request)))
  // Asked of by a role, and not set up yet.
  if (!user.secondFactor) throw redirect(paths.secondFactor(askedFor(request)))
  return { userId: user.id, left: user.secondFactor?.recovery.length ?? 0 }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const user = await userAwaitingFactor(context.runtime, sessionId)
  const form = await parseForm(request, CodeForm)
  if (!form.ok) return data({ errors: form.errors }, { status: form.status })
  const outcome = await attempt(() =>
    finishSignIn(context.runtime, { sessionId, code: form.value.code, address: context.address }),
  )
  if (!outcome.ok) return data({ errors: outcome.errors }, { status: outcome.status })
  const headers = new Headers({ "Set-Cookie": await sessionStarted(context, outcome.value) })
  headers.append("Set-Cookie", await deviceNoted(request, context, user?.id ?? ""))
  return redirect(askedFor(request), { headers })
}

export default function SecondStep() {
  const { userId, left } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="narrow">
      <h1>Xác thực hai bước</h1>
      <p>Nhập mã đang hiện trong ứng dụng xác thực trên máy của «{userId}».</p>
      <PublicForm errors={answer?.errors} label="Xác thực hai bước">
        <TextField
          name="code"
          label="Mã 6 số"
          description={
            left > 0
              ? `Mất máy: nhập một mã dự phòng đã cất (còn ${left} mã).`
              : "Mất máy: đề nghị quản trị cấp lại mật khẩu."
          }
          autoComplete="one-time-code"
          required
        />
        <button type="submit">Xác nhận</button>
      </PublicForm>
    </div>
  )
}
