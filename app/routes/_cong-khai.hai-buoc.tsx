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
import { hasSecondFactor } from "#workflows/identity/account.server.ts"
import { isProven, userAwaitingFactor } from "#workflows/identity/proof.server.ts"
import {
  confirmSecondFactor,
  type FactorOffer,
  offeredBefore,
  offerSecondFactor,
} from "#workflows/identity/second-factor.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { localPath } from "../http/local-path.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { findSessionUser, sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { HiddenField, TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { Notice } from "../public/notice.tsx"

export const meta = () => pageTitle("Cài xác thực hai bước")

const FirstCode = z.object({
  offer: z.string().max(2_000),
  code: z.string().trim().min(1, "Nhập mã 6 số.").max(20, "Mã quá dài."),
})

const backTo = (request: Request) =>
  localPath(new URL(request.url).searchParams.get("returnTo"), paths.account())

/**
 * Somebody signed in who showed lately that it is they, or who owes the factor their role asks for.
 * @throws Response a redirect for a stranger, for who owes a code of the factor they have, and for whom to ask again
 */
const whoSetsUp = async (
  request: Request,
  context: AppLoadContext,
): Promise<{ userId: string; isAsked: boolean; hasOne: boolean }> => {
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const awaited = await userAwaitingFactor(context.runtime, sessionId)
  if (awaited?.secondFactor) throw redirect(paths.secondStep(backTo(request)))
  const userId = awaited?.id ?? (await findSessionUser(request, context))
  if (!userId) throw redirect(paths.signIn(backTo(request)))
  const hasOne = await hasSecondFactor(userId)
  // Whoever finds a browser left open must not make the account theirs (ASVS 5.0 V7.5.1).
  if (!awaited && !hasOne && !(await isProven(context.runtime, sessionId)))
    throw redirect(paths.proveAgain(paths.secondFactor(backTo(request))))
  return { userId, isAsked: awaited !== null, hasOne }
}

/** Also read right after the first code was right: who has a factor by then stays, to be shown their codes. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { userId, isAsked, hasOne } = await whoSetsUp(request, context)
  return { userId, isAsked, offered: hasOne ? null : asShown(offerSecondFactor(context.runtime, userId)) }
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
  const { userId, hasOne } = await whoSetsUp(request, context)
  if (hasOne) throw redirect(paths.account())
  const sessionId = (await sessionIdOf(request, context)) ?? ""
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
    { errors: {}, codes: outcome.value.codes, next: backTo(request), offered: null },
    { headers: { "Set-Cookie": await sessionStarted(context, outcome.value.sessionId) } },
  )
}

export default function SetUpSecondFactor() {
  const { userId, isAsked, offered: fresh } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const offered = answer?.offered ?? fresh
  if (answer?.codes) return <Codes codes={answer.codes} next={answer.next} />
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

function Codes({ codes, next }: { codes: string[]; next: string }) {
  return (
    <div className="narrow">
      <h1>Đã cài xác thực hai bước</h1>
      <Notice tone="good" title="Cất các mã dự phòng này, chỉ hiện ở đây một lần">
        Mất máy thì mỗi mã thay cho mã 6 số được một lần. In ra hoặc chép tay, cất ở nơi khác với máy tính.
      </Notice>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={next}>Đã cất các mã, tiếp tục</a>
      </p>
    </div>
  )
}
