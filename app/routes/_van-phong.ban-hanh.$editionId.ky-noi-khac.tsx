import { Stack, Textarea } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import type { OpenOffer } from "#workflows/campaign/offers.server.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { IconFileCertificate } from "../components/icons.ts"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { FileField, UploadButton, UploadForm } from "../forms/upload-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { takeSignedFile } from "../http/take-signed-file.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"

export const meta = () => pageTitle("Ký bằng phần mềm khác")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const page = await read(() => getEditionPage(context.runtime, { editionId: params.editionId ?? "", actor }))
  const { next } = page.offers
  const intent = signingIntent(next)
  return {
    campaign: page.campaign,
    step: next && intent ? { intent, refusal: next.refusal, ...reasonAsked(next) } : null,
    // Annexes get the agency's signature only.
    annexFiles: intent === "seal" ? page.annexFiles : [],
    number: page.context.numbered && `${page.context.numbered.number}/${page.context.numbered.symbol}`,
  }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const campaignId = params.editionId ?? ""
  // Asked before the file is read: only whose turn it is may make the server hold megabytes.
  const { offers } = await read(() => getEditionPage(context.runtime, { editionId: campaignId, actor }))
  const { next } = offers
  const intent = signingIntent(next)
  if (!next || next.refusal !== null || !intent)
    return data({ error: next?.refusal ?? "Văn bản không ở bước ký." }, { status: 403 })
  const upload = await readUpload(request, UPLOADS.signedElsewhere)
  if (!upload.ok) return data({ error: upload.message }, { status: upload.status })
  const { files, fields } = upload
  if (files.length === 0)
    return data({ error: "Chưa chọn tệp. Hãy chọn tệp đã ký rồi gửi lại." }, { status: 400 })
  const outcome = await attempt(() =>
    takeSignedFile(context.runtime, {
      campaignId,
      actor,
      revision: Number(fields["revision"]),
      intent,
      files: files.map(({ bytes }) => bytes),
      dayReason: fields["dayReason"] ?? "",
    }),
  )
  return outcome.ok
    ? redirectDone(actor, paths.issuing(campaignId))
    : data({ error: outcome.message }, { status: outcome.status })
}

const WHAT = {
  initial: {
    title: "Ký nháy bằng phần mềm ký số của bạn",
    field: "Chữ ký nháy của người chịu trách nhiệm nội dung",
  },
  sign: { title: "Ký ban hành bằng phần mềm ký số của bạn", field: "Chữ ký số của người có thẩm quyền" },
  seal: { title: "Ký số cơ quan bằng phần mềm ký số khác", field: "Chữ ký số của cơ quan ban hành" },
} as const

type Signing = keyof typeof WHAT

const isSigning = (intent: string): intent is Signing => Object.hasOwn(WHAT, intent)

const signingIntent = (offer: OpenOffer | null): Signing | null =>
  offer?.elsewhere && isSigning(offer.intent) ? offer.intent : null

/** The reason the step asks for where the days of the decision differ, with what it says of them. */
const reasonAsked = ({ says, fields }: OpenOffer) => {
  const field = fields.find(({ name }) => name === "dayReason")
  return { reason: field?.kind === "TEXT" ? { says, label: field.label } : null }
}

export default function SignElsewhere() {
  const { campaign, step, annexFiles, number } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const back = { to: paths.issuing(campaign.id), label: campaign.name }
  if (!step || step.refusal !== null)
    return (
      <Stack gap="lg">
        <PageHeader back={back} title="Ký bằng phần mềm khác" />
        <EmptyState title="Hiện không đến lượt bạn ký văn bản này.">
          {step?.refusal ?? "Văn bản không ở bước ký. Xem bước tiếp theo ở trang của danh mục."}
        </EmptyState>
      </Stack>
    )
  const { title, field } = WHAT[step.intent]
  const isSeveral = annexFiles.length > 0
  return (
    <Stack gap="lg" maw={720}>
      <PageHeader
        back={back}
        title={title}
        lead="Dùng khi khóa ký nằm trong thiết bị hoặc dịch vụ riêng, ví dụ chữ ký số chuyên dùng công vụ."
      />
      <ol>
        <li>
          <a href={paths.issuingDocument(campaign.id, "quyet-dinh.pdf")} download>
            Tải tệp quyết định về máy
          </a>
          {annexFiles.map((heading, index) => (
            <span key={heading}>
              ,{" "}
              <a href={paths.issuingDocument(campaign.id, `phu-luc-${index + 1}.pdf`)} download>
                tệp {heading}
              </a>
            </span>
          ))}{" "}
          và mở bằng phần mềm ký số.
        </li>
        <li>
          Ký vào ô có sẵn <strong>“{field}”</strong>
          {isSeveral ? " của từng tệp" : ""}; không thêm ô ký khác, không in lại hay sửa tệp.
        </li>
        {isSeveral ? (
          <li>
            Trên phụ lục, chữ ký không hiện hình con dấu mà hiện một dòng chữ đen, cỡ 10 ở góc trên bên phải:{" "}
            <strong>“Số: {number}; ngày/tháng/năm; giờ:phút:giây +07:00”</strong> (thời điểm ký).
          </li>
        ) : null}
        <li>
          Gửi {isSeveral ? "tất cả các tệp đã ký trong một lần" : "tệp đã ký"} lên đây. Hệ thống kiểm tra chữ
          ký, người ký và phần còn lại của tệp rồi mới nhận.
        </li>
      </ol>
      <UploadForm limit={UPLOADS.signedElsewhere} label="Gửi tệp đã ký" error={error}>
        <input type="hidden" name="revision" value={campaign.revision} />
        {step.reason ? (
          <Textarea
            name="dayReason"
            label={step.reason.label}
            description={step.reason.says.join(" ")}
            minLength={5}
            maxLength={1000}
            required
          />
        ) : null}
        <FileField
          label={isSeveral ? `${annexFiles.length + 1} tệp PDF đã ký` : "Tệp PDF đã ký"}
          {...(isSeveral ? { note: "Tính chung các tệp." } : {})}
          required
          multiple={isSeveral}
        />
        <UploadButton
          leftSection={<IconFileCertificate size={18} aria-hidden />}
          busy="Đang kiểm tra chữ ký và nội dung…"
        >
          Gửi tệp đã ký
        </UploadButton>
      </UploadForm>
    </Stack>
  )
}
