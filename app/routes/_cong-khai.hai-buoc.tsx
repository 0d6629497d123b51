import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  redirect,
} from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import encodeQR from "qr"
import { z } from "zod"
import { ownSteps } from "#workflows/identity/account.server.ts"
import {
  confirmSecondFactor,
  type FactorOffer,
  offeredBefore,
  offerSecondFactor,
} from "#workflows/identity/second-factor.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { sessionStarted } from "../http/session.server.ts"
import { afterSetUp, whoSetsUp } from "../http/who-sets-up.server.ts"
import { HiddenField, TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { RecoveryCodes } from "../public/recovery-codes.tsx"

export const meta = () => pageTitle("Cài xác thực hai bước")

const FirstCode = z.object({
  offer: z.string().max(2_000),
  code: z.string().trim().min(1, "Nhập mã 6 số.").max(20, "Mã quá dài."),
})

const whoIsIt = async (request: Request, context: AppLoadContext) => {
  const isDone = async (userId: string) => (await ownSteps(userId)).codeSince !== null
  const who = await whoSetsUp(request, context, { here: paths.secondFactor(afterSetUp(request)), isDone })
  return { ...who, hasOne: await isDone(who.userId) }
}

/** Also read right after the first code was right: who has a factor by then stays, to be shown their codes. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { userId, isAsked, hasOne } = await whoIsIt(request, context)
  return {
    userId,
    isAsked,
    keyPage: paths.addPasskey(afterSetUp(request)),
    offered: hasOne ? null : asShown(offerSecondFactor(context.runtime, userId)),
  }
}

/** What is scanned or typed into the telephone, and what comes back with the first code. */
const asShown = (offered: FactorOffer) => {
  const picture = encodeQR(offered.address, "svg", { ecc: "medium", border: 2 })
  return {
    secret: offered.secret,
    offer: offered.offer,
    picture: `data:image/svg+xml;base64,${Buffer.from(picture).toString("base64")}`,
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { userId, hasOne, sessionId } = await whoIsIt(request, context)
  if (hasOne) throw redirect(paths.account())
  const form = await parseForm(request, FirstCode)
  const before = offeredBefore(
    context.runtime,
    userId,
    String(form.ok ? form.value.offer : form.values["offer"]),
  )
  const refused = { codes: null, next: "", offered: before && asShown(before) }
  if (!form.ok) return data({ errors: form.errors, ...refused }, { status: form.status })
  const outcome = await attempt(() =>
    confirmSecondFactor(context.runtime, { userId, sessionId, ...form.value }),
  )
  if (!outcome.ok) return data({ errors: outcome.errors, ...refused }, { status: outcome.status })
  // Told in this answer and nowhere else.
  return data(
    { errors: {}, codes: outcome.value.codes, next: afterSetUp(request), offered: null },
    { headers: { "Set-Cookie": await sessionStarted(context, outcome.value.sessionId) } },
  )
}

export default function SetUpSecondFactor() {
  const { userId, isAsked, keyPage, offered: fresh } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const offered = answer?.offered ?? fresh
  if (answer?.codes)
    return <RecoveryCodes title="Đã cài xác thực hai bước" codes={answer.codes} next={answer.next} />
  if (!offered) return <AlreadySetUp />
  const { secret, offer, picture } = offered
  return (
    <div className="narrow">
      <h1>Cài xác thực hai bước</h1>
      <p>
        {isAsked
          ? `Vai trò của «${userId}» phải xác thực hai bước. Cài một lần trên điện thoại của bạn rồi vào làm việc.`
          : `Thêm bước hai cho «${userId}»: ngoài mật khẩu, mỗi lần đăng nhập nhập một mã hiện trên máy của bạn.`}
      </p>
      <ol>
        <li>Mở ứng dụng xác thực (Google Authenticator, Microsoft Authenticator, FreeOTP…).</li>
        <li>
          Quét hình này, hoặc nhập khóa <code>{secret}</code>.
          <p>
            <img src={picture} alt="Mã QR chứa khóa bên cạnh" width={220} height={220} />
          </p>
        </li>
        <li>Nhập mã 6 số mà ứng dụng đang hiện.</li>
      </ol>
      <PublicForm errors={answer?.errors} values={{ offer }} label="Cài xác thực hai bước">
        <HiddenField name="offer" />
        <TextField name="code" label="Mã 6 số" autoComplete="one-time-code" inputMode="numeric" required />
        <button type="submit">Cài xác thực hai bước</button>
      </PublicForm>
      <p>
        Máy có vân tay, khuôn mặt hoặc khóa USB? <a href={keyPage}>Thêm khóa truy cập</a> thay cho mã.
      </p>
    </div>
  )
}

function AlreadySetUp() {
  return (
    <div className="narrow">
      <h1>Đã cài xác thực hai bước</h1>
      <p>
        Mỗi lần đăng nhập hệ thống hỏi thêm một mã. Đổi máy hoặc bỏ bước hai: vào{" "}
        <a href={paths.account()}>Tài khoản của tôi</a>.
      </p>
    </div>
  )
}
