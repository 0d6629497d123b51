import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { getRowPage } from "#workflows/screens/administration-pages.server.ts"
import { RowScreen } from "../components/administration/row-screen.tsx"
import { itemTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { draftRow } from "../http/draft-row.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Sửa dòng", data?.table.label)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { table = "", key = "" } = params
  return await read(() => getRowPage(context.runtime, { table, key, actor }))
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  draftRow(request, context, { tableId: params.table ?? "", key: params.key ?? "" })

export default function RowOfTable() {
  return <RowScreen page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
