import { Stack } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import { editDraft } from "#workflows/administration/edit-draft.server.ts"
import { rowFormOf, rowOfForm } from "#workflows/administration/row-form.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"
import { getDraftPage } from "#workflows/screens/draft-page.server.ts"
import { DRAFT_FORM, DraftForm } from "../components/administration/draft-form.tsx"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Sửa dự thảo", data?.table.label)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return await read(() => getDraftPage(context.runtime, { changeId: params.changeId ?? "", actor }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const changeId = params.changeId ?? ""
  const { fields } = await read(async () => tableOf((await getReferenceChange(changeId)).table))
  const form = await parseForm(request, rowFormOf(fields).extend({ revision: z.coerce.number().int() }))
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { cells, reason, revision } = form.value
  const outcome = await attempt(() =>
    editDraft(context.runtime, { changeId, revision, row: rowOfForm(fields, cells), reason, actor }),
  )
  if (outcome.ok) return redirect(paths.referenceChange(changeId))
  const { errors, status, conflict, message } = outcome
  return data({ errors, values: { ...form.value }, conflict, message }, { status })
}

export default function EditDraftScreen() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const conflict = answer && "conflict" in answer ? answer.conflict : null
  return (
    <Stack gap="xl">
      <PageHeader
        title={`Sửa dự thảo: ${page.table.label}`}
        lead="Dự thảo chưa trình thì sửa được; lưu xong, tác động được tính lại trên dữ liệu hiện nay."
        back={{ to: paths.referenceChange(page.id), label: "Dự thảo" }}
      />
      {conflict ? (
        <ConflictNotice
          conflict={conflict}
          message={answer && "message" in answer ? answer.message : ""}
          form={{ id: DRAFT_FORM, button: { label: "Lưu bản đã chọn" } }}
          reloadTo={paths.editDraft(page.id)}
        />
      ) : null}
      <DraftForm page={page} answer={answer} />
    </Stack>
  )
}
