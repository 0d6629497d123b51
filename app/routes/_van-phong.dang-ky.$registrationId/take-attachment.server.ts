import { data, redirect } from "@remix-run/node"
import type { Actor } from "#models/shared/workflow.ts"
import {
  ATTACHMENT_LIMIT,
  addAttachment,
  takeAwayAttachment,
} from "#workflows/attachments/attachments.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { attempt } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { readUpload } from "../../http/read-upload.server.ts"

type Input = { request: Request; registrationId: string; query: RegistrationQuery; actor: Actor }

export const isUpload = (request: Request): boolean =>
  request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false

const refused = (message: string, status: number) =>
  data({ intent: "attachment" as const, errors: {}, values: {}, conflict: null, message }, { status })

const back = ({ registrationId, query }: Input) =>
  redirect(`${paths.registration(registrationId, { ...query, page: undefined })}#tep-kem`)

/** Takes a file sent for a registration. */
export const takeAttachment = async (d: OfficeDependencies, input: Input) => {
  const { registrationId, actor } = input
  const upload = await readUpload(input.request, "file", ATTACHMENT_LIMIT)
  if (!upload.ok)
    return upload.reason === "TOO_LARGE"
      ? refused("Tệp lớn hơn 10 MB nên không nhận. Hãy quét lại ở độ phân giải thấp hơn hoặc chia nhỏ.", 413)
      : refused("Không đọc được tệp gửi lên, có thể do đường truyền bị ngắt. Hãy gửi lại.", 400)
  const { file, fields } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp rồi gửi lại.", 400)
  const outcome = await attempt(() =>
    addAttachment(d, {
      registrationId,
      letter: fields.letter ?? "",
      fileName: file.name,
      bytes: file.bytes,
      actor,
    }),
  )
  return outcome.ok ? back(input) : refused(outcome.message, outcome.status)
}

/** Takes a file away as the screen asks. */
export const dropAttachment = async (d: OfficeDependencies, input: Input) => {
  const attachmentId = String((await input.request.formData()).get("attachmentId") ?? "")
  const { registrationId, actor } = input
  const outcome = await attempt(() => takeAwayAttachment(d, { registrationId, attachmentId, actor }))
  return outcome.ok ? back(input) : refused(outcome.message, outcome.status)
}
