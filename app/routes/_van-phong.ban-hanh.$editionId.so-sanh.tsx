import { NativeSelect, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { compareDrafts, compareWord } from "#workflows/screens/edition-text.server.ts"
import { RowRedlineView } from "../components/issuing/row-redline.tsx"
import { TextDifferences } from "../components/issuing/text-differences.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { FileField, UploadButton, UploadForm } from "../forms/upload-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"

export const meta = () => pageTitle("So sánh văn bản")

const Query = z.object({ voi: z.coerce.number().int().min(1).optional().catch(undefined) })

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { voi } = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  return read(() =>
    compareDrafts(context.runtime, { editionId: params.editionId ?? "", actor, earlier: voi }),
  )
}

const Kind = z.enum(["DECISION", "SUBMISSION"]).catch("DECISION")

const refused = (error: string, status: number, kind: z.infer<typeof Kind>) =>
  data({ error, name: "", differences: [], kind }, { status })

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const upload = await readUpload(request, UPLOADS.word)
  const kind = Kind.parse(upload.fields["kind"])
  if (!upload.ok) return refused(upload.message, upload.status, kind)
  const { file } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp .docx rồi gửi lại.", 400, kind)
  const outcome = await attempt(() =>
    compareWord(context.runtime, { editionId: params.editionId ?? "", actor, kind, bytes: file.bytes }),
  )
  if (!outcome.ok) return refused(outcome.message, outcome.status, kind)
  return data({ error: "", name: file.name, differences: outcome.value, kind })
}

export default function CompareText() {
  const { campaign, current, earlier, differences, same, frozen, rows } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const drafts = Array.from({ length: current - 1 }, (_, index) => index + 1)
  return (
    <Stack gap="xl" maw={900}>
      <PageHeader
        back={{ to: paths.issuing(campaign.id), label: campaign.name }}
        title="So sánh văn bản"
        lead="Danh mục so với danh mục trước, văn bản giữa hai bản dự thảo, hoặc bản Word đã sửa so với văn bản trong hệ thống."
      />
      <section aria-labelledby="dong-danh-muc">
        <Title order={2} size="h3" id="dong-danh-muc" mb="xs">
          Các dòng của danh mục
        </Title>
        <RowRedlineView redline={rows} title={`Bản ${current} của ${campaign.name}`} id="dong" />
      </section>
      <section aria-labelledby="du-thao">
        <Title order={2} size="h3" id="du-thao" mb="xs">
          {earlier === null ? "Các bản dự thảo" : `Bản dự thảo ${current} so với bản ${earlier}`}
        </Title>
        {earlier === null ? (
          <Text>Danh mục mới có một bản dự thảo, chưa có bản trước để so.</Text>
        ) : (
          <>
            <Text>
              Bản {current} chốt lúc {formatInstant(frozen.current)}
              {frozen.earlier ? `; bản ${earlier} chốt lúc ${formatInstant(frozen.earlier)}` : ""}.
            </Text>
            <TextDifferences differences={differences} same="Hai bản dự thảo nói như nhau." />
            <details>
              <summary>{formatNumber(same)} đoạn không đổi</summary>
              <Text size="sm">
                Không liệt kê ở đây; toàn văn ở <Link to={paths.issuing(campaign.id)}>hồ sơ danh mục</Link>.
              </Text>
            </details>
            <Text size="sm" c="dimmed">
              Không so sánh: người ký, số, ngày, chữ ký và cách trình bày.
            </Text>
          </>
        )}
        {drafts.length > 1 ? (
          <Text mt="xs">
            So với:{" "}
            {drafts.map((draft) => (
              <span key={draft}>
                <Link to={paths.documentText(campaign.id, { voi: draft })}>bản {draft}</Link>{" "}
              </span>
            ))}
          </Text>
        ) : null}
      </section>
      <WordUpload error={answer?.error} kind={answer?.kind} />
      {answer && answer.error === "" ? (
        <section aria-labelledby="ban-word">
          <Title order={2} size="h3" id="ban-word" mb="xs">
            {answer.name} so với {answer.kind === "DECISION" ? "quyết định" : "tờ trình"}
          </Title>
          <TextDifferences differences={answer.differences} same="Bản Word nói như văn bản trong hệ thống." />
          {answer.differences?.length !== 0 ? (
            <Text mt="xs" size="sm">
              Chưa có gì được thay. Chữ của văn bản lấy từ danh mục, căn cứ, nơi nhận trong hệ thống: muốn
              theo bản Word thì sửa ở đó (trả lại danh mục nếu đã chốt), rồi so lại.
            </Text>
          ) : null}
        </section>
      ) : null}
    </Stack>
  )
}

type WordUploadProps = { error: string | undefined; kind: z.infer<typeof Kind> | undefined }

function WordUpload({ error, kind }: WordUploadProps) {
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        So bản Word đã sửa
      </Title>
      <UploadForm limit={UPLOADS.word} label="So bản Word đã sửa" error={error}>
        <NativeSelect
          name="kind"
          label="Văn bản"
          maw={320}
          defaultValue={kind}
          data={[
            { value: "DECISION", label: "Quyết định" },
            { value: "SUBMISSION", label: "Tờ trình" },
          ]}
        />
        <FileField label="Bản Word đã sửa" />
        <UploadButton busy="Đang so sánh…">So sánh</UploadButton>
      </UploadForm>
    </Stack>
  )
}
