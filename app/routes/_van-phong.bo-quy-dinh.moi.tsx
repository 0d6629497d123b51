import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { saveRegimeDraft } from "#workflows/regimes/propose-regime.server.ts"
import { bodyOf } from "#workflows/regimes/read-pack.ts"
import { getRegimePage } from "#workflows/screens/regime-page.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { RegimeForm, RegimeFormFields } from "../components/regimes/regime-form.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Soạn bộ quy định mới")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "regime.propose")
  const regimeId = new URL(request.url).searchParams.get("tu") ?? ""
  const { regime } = await read(() => getRegimePage(context.runtime, { regimeId, actor }))
  return { from: regime.name, values: { id: "", name: "", validFrom: "", validTo: "", body: bodyOf(regime) } }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "regime.propose")
  const form = await parseForm(request, RegimeFormFields)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() =>
    saveRegimeDraft(context.runtime, { proposalId: null, revision: 0, form: form.value, actor }),
  )
  return outcome.ok
    ? redirect(paths.regimeProposal(outcome.value))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function NewRegime() {
  const { from, values } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title="Soạn bộ quy định mới"
        lead={`Bắt đầu từ «${from}». Bộ mới chỉ có hiệu lực sau khi người thứ hai phê duyệt, từ ngày ghi trong đó.`}
        back={{ to: paths.regimes(), label: "Bộ quy định pháp luật" }}
      />
      <RegimeForm values={{ ...values, ...answer?.values }} revision={0} errors={answer?.errors} />
    </>
  )
}
