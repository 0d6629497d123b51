import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { getRowPage } from "#workflows/screens/administration-pages.server.ts"
import { RowScreen } from "../components/administration/row-screen.tsx"
import { itemTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { draftRow } from "../http/draft-row.server.ts"
import { requirePermission } from "../http/require-actor.server.ts"
import { tableDraftRight } from "../http/table-right.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Thêm dòng", data?.table.label)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, await tableDraftRight(params.table))
  return await read(() => getRowPage(context.runtime, { table: params.table ?? "", key: null, actor }))
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  draftRow(request, context, { tableId: params.table ?? "", key: null })

export default function NewRowScreen() {
  return <RowScreen page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
