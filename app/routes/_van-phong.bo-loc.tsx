import { type ActionFunctionArgs, data, redirect } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { z } from "zod"
import { VIEW_LIMITS, VIEW_SHARING } from "#models/saved-view/saved-view.ts"
import { dropView, keepView } from "#workflows/saved-views/keep-view.server.ts"
import { viewOf } from "../components/lists/list-address.ts"
import notices from "../components/notices.module.css"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { localPath } from "../http/local-path.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Bộ lọc đã lưu")

const List = z
  .string()
  .max(VIEW_LIMITS.list)
  .refine((list) => localPath(list, "") === list && !list.includes("?"), "Không rõ danh sách nào.")
const Sent = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("keep"),
    list: List,
    query: z.string().max(VIEW_LIMITS.query, "Bộ lọc dài quá nên không lưu được. Bỏ bớt điều kiện."),
    name: z
      .string()
      .trim()
      .min(1, "Hãy đặt tên cho bộ lọc.")
      .max(VIEW_LIMITS.name, `Tên tối đa ${VIEW_LIMITS.name} ký tự.`),
    sharing: z.enum(VIEW_SHARING, "Chọn ai dùng được bộ lọc."),
  }),
  z.object({ intent: z.literal("drop"), list: List, id: z.string().max(100) }),
])

/** The lists themselves are where saved views stand. */
export const loader = () => redirect(paths.myWork())

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Sent)
  if (!form.ok)
    return data(
      { back: paths.myWork(), messages: Object.values(form.errors).flat() },
      { status: form.status },
    )
  const sent = form.value
  const query = sent.intent === "keep" ? viewOf(sent.query) : ""
  const outcome = await attempt(() =>
    sent.intent === "keep"
      ? keepView(context.runtime, { ...sent, query, actor })
      : dropView(context.runtime, { id: sent.id, actor }),
  )
  if (outcome.ok) return redirect(query ? `${sent.list}?${query}` : sent.list)
  return data({ back: sent.list, messages: [outcome.message] }, { status: outcome.status })
}

/** Only when one was not kept: why, and the way back. */
export default function SavedViewRefused() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title="Chưa lưu được bộ lọc"
        back={{ to: answer?.back ?? paths.myWork(), label: "Quay lại danh sách" }}
      />
      <div role="alert" className={notices.errors}>
        {answer?.messages.join(" ")}
      </div>
    </>
  )
}
