import { data, redirect } from "@remix-run/node"
import { z } from "zod"
import type { Actor } from "#models/shared/workflow.ts"
import { addAttachment, takeAwayAttachment } from "#workflows/attachments/attachments.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { attempt } from "../../http/attempt.ts"
import { parseSent, type SentForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { readUpload } from "../../http/read-upload.server.ts"
import { UPLOADS } from "../../http/upload-limits.ts"

type Input = { registrationId: string; query: RegistrationQuery; actor: Actor }

const refused = (message: string, status: number, values: Record<string, unknown> = {}) =>
  data({ intent: "attachment" as const, errors: {}, values, conflict: null, message }, { status })

const back = ({ registrationId, query }: Input) =>
  redirect(`${paths.registration(registrationId, { ...query, page: undefined, phan: "tep" })}#tep-kem`)

/** Takes a file sent for a registration. */
export const takeAttachment = async (d: OfficeDependencies, input: Input & { request: Request }) => {
  const { registrationId, actor } = input
  const upload = await readUpload(input.request, UPLOADS.attachment)
  const { fields } = upload
  if (!upload.ok) return refused(upload.message, upload.status, fields)
  const { file } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp rồi gửi lại.", 400, fields)
  const outcome = await attempt(() =>
    addAttachment(d, {
      registrationId,
      letter: fields["letter"] ?? "",
      fileName: file.name,
      bytes: file.bytes,
      actor,
    }),
  )
  return outcome.ok ? back(input) : refused(outcome.message, outcome.status, fields)
}

const Removal = z.object({ attachmentId: z.string("Không rõ tệp nào. Hãy tải lại trang.") })

/** Takes a file away as the screen asks. */
export const dropAttachment = async (
  d: OfficeDependencies,
  { sent, ...input }: Input & { sent: SentForm },
) => {
  const form = await parseSent(sent, Removal)
  if (!form.ok) return refused(Object.values(form.errors).flat().join(" "), form.status)
  const { attachmentId } = form.value
  const { registrationId, actor } = input
  const outcome = await attempt(() => takeAwayAttachment(d, { registrationId, attachmentId, actor }))
  return outcome.ok ? back(input) : refused(outcome.message, outcome.status)
}
