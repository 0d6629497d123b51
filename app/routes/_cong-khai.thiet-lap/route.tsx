import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import type { z } from "zod"
import { signIn } from "#workflows/identity/sign-in.server.ts"
import { finishFirstSetup } from "#workflows/setup/first-setup.server.ts"
import { provinceInWords } from "#workflows/setup/province-directory.ts"
import { provinceOf } from "#workflows/setup/set-up-province.server.ts"
import { pageTitle } from "../../components/words.ts"
import { attempt } from "../../http/attempt.ts"
import { waitsForFirstSetup } from "../../http/first-setup.server.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { sessionIdOf, sessionStarted } from "../../http/session.server.ts"
import { PageHead } from "../../public/page-head.tsx"
import { AgenciesForm } from "./agencies-form.tsx"
import { ChooseProvince } from "./choose-province.tsx"
import { type FinishForm, SetupForm } from "./setup-forms.ts"

export const meta = () => pageTitle("Thiết lập lần đầu")

/** Gone once the office is set up: the address leads nowhere. */
const setupOf = async (context: LoaderFunctionArgs["context"]) => {
  const { firstSetup } = context.runtime
  if (!firstSetup || !(await waitsForFirstSetup(context)))
    throw data({ code: "NOT_FOUND", message: "Hệ thống đã thiết lập xong. Hãy đăng nhập." }, { status: 404 })
  return firstSetup
}

export const loader = async ({ context }: LoaderFunctionArgs) => {
  const { nation } = await setupOf(context)
  return { provinces: nation.provinces.map((one) => ({ code: one.code, name: one.name, kind: one.kind })) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const setup = await setupOf(context)
  const form = await parseForm(request, SetupForm)
  const offerFor = (code: unknown) => {
    const found = setup.nation.provinces.find((one) => one.code === code)
    return found
      ? {
          province: found.code,
          name: provinceInWords(found),
          communes: setup.nation.communesOf(found.code).length,
          agencies: [...setup.nation.agenciesOf(found)],
        }
      : null
  }
  if (!form.ok) {
    // The second step is shown again with what was typed; only to whoever has the code.
    const { intent, code, province } = form.values
    const isSecond = intent === "finish" && (await attempt(() => setup.assertCode(String(code)))).ok
    return data(
      { errors: form.errors, values: form.values, offer: isSecond ? offerFor(province) : null },
      { status: form.status },
    )
  }
  const { value } = form
  if (value.intent === "choose") {
    const outcome = await attempt(async () => {
      await setup.assertCode(value.code)
      return provinceOf(setup.nation, value.province)
    })
    return outcome.ok
      ? data({ errors: {}, values: value as Record<string, unknown>, offer: offerFor(value.province) })
      : data(
          { errors: outcome.errors, values: value as Record<string, unknown>, offer: null },
          { status: outcome.status },
        )
  }
  const outcome = await attempt(async () => {
    const agencies = corrected(value, offerFor(value.province)?.agencies ?? [])
    const { userId } = await finishFirstSetup(context.runtime, setup, {
      code: value.code,
      province: value.province,
      agencies,
      administrator: value.admin,
    })
    const { address } = context
    const previousSessionId = await sessionIdOf(request, context)
    return signIn(context.runtime, { userId, password: value.admin.password, address, previousSessionId })
  })
  if (!outcome.ok) {
    const { password: _, ...admin } = value.admin
    const values: Record<string, unknown> = { ...value, admin, again: {} }
    return data(
      { errors: outcome.errors, values, offer: offerFor(value.province) },
      { status: outcome.status },
    )
  }
  return redirect(paths.readiness(), {
    headers: { "Set-Cookie": await sessionStarted(context, outcome.value.sessionId) },
  })
}

type Offered = Parameters<typeof finishFirstSetup>[2]["agencies"]

/** What was offered, as ticked and corrected; ids and kinds are ours. */
const corrected = ({ agencies }: z.infer<typeof FinishForm>, offered: Offered): Offered => {
  const sent = new Map(agencies.map((one) => [one.id, one]))
  return offered.flatMap((one) => {
    const { on, name, shortName, orgCode } = sent.get(one.id) ?? {}
    return on
      ? [{ ...one, name: name ?? "", shortName: shortName || (name ?? ""), orgCode: orgCode ?? "" }]
      : []
  })
}

export default function FirstSetup() {
  const { provinces } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHead
        title="Thiết lập lần đầu"
        lead="Kho dữ liệu còn trống. Chọn tỉnh, thành phố; kiểm tra danh sách cơ quan; tạo tài khoản quản trị đầu tiên."
      />
      {answer?.offer ? (
        <AgenciesForm key="agencies" offer={answer.offer} values={answer.values} errors={answer.errors} />
      ) : (
        <ChooseProvince provinces={provinces} values={answer?.values} errors={answer?.errors} />
      )}
      <p className="note">
        Mọi thông tin ở đây sửa được sau này ở mục Quản trị. Tên và mã lấy từ nguồn công khai, chưa đối chiếu
        với văn bản gốc.
      </p>
    </>
  )
}
