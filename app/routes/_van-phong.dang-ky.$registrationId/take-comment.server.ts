import { data, redirect } from "@remix-run/node"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { addComment } from "#workflows/registration/add-comment.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { attempt } from "../../http/attempt.ts"
import { parseSent, type SentForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { CommentFields } from "./comments.tsx"

/** Takes a comment as the screen sends it. */
export const takeComment = async (
  d: OfficeDependencies,
  input: { sent: SentForm; registrationId: string; query: RegistrationQuery; actor: Actor },
) => {
  const { registrationId, query, actor } = input
  const form = await parseSent(input.sent, CommentFields)
  const refused = (errors: Record<string, string[]>, values: Record<string, unknown>, message: string) => ({
    intent: "comment" as const,
    errors,
    values,
    conflict: null,
    message,
  })
  if (!form.ok) return data(refused(form.errors, form.values, ""), { status: form.status })
  const { commentId, text } = form.value
  const outcome = await attempt(() => addComment(d, { id: commentId, registrationId, text, actor }))
  if (!outcome.ok)
    return data(
      refused(outcome.errors, form.value, Object.keys(outcome.errors).length > 0 ? "" : outcome.message),
      {
        status: outcome.status,
      },
    )
  return redirect(
    `${paths.registration(registrationId, { ...query, page: undefined, phan: "nhan-xet" })}#trao-doi-${commentId}`,
  )
}
