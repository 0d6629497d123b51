import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { draftReorganisation } from "#workflows/reorganisation/draft-plan.server.ts"
import { ActBasics, planOfBasics } from "#workflows/reorganisation/edit-plan.ts"
import { PageHeader } from "../components/page-header.tsx"
import { BasicsForm } from "../components/reorganisation/basics-form.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Soạn việc sắp xếp đơn vị")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requirePermission(request, context, "reorganisation.draft")
  return null
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "reorganisation.draft")
  const form = await parseForm(request, ActBasics)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const plan = planOfBasics(form.value)
  const outcome = await attempt(() => draftReorganisation(context.runtime, { plan, actor }))
  return outcome.ok
    ? redirect(paths.reorganisation(outcome.value))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function NewReorganisation() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title="Soạn việc sắp xếp đơn vị"
        lead="Ghi văn bản làm căn cứ và ngày thực hiện; đơn vị và bảng kế thừa ghi ở bước sau."
        back={{ to: paths.reorganisations(), label: "Sắp xếp đơn vị" }}
      />
      <BasicsForm
        label="Việc sắp xếp mới"
        values={{ kind: "MERGE", ...answer?.values }}
        errors={answer?.errors}
      />
    </>
  )
}
