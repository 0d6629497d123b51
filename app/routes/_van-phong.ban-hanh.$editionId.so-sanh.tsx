import { Button, NativeSelect, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { z } from "zod"
import { compareDrafts, compareWord } from "#workflows/campaign/edition-text.server.ts"
import { WORD_LIMIT } from "#workflows/official-document/read-word.server.ts"
import { TextDifferences } from "../components/issuing/text-differences.tsx"
import notices from "../components/notices.module.css"
import { PageHeader } from "../components/page-header.tsx"
import verify from "../components/verify/verify.module.css"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

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

const refused = (error: string, status: number) =>
  data({ error, name: "", differences: [], kind: "DECISION" as z.infer<typeof Kind> }, { status })

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const upload = await readUpload(request, "file", WORD_LIMIT)
  if (!upload.ok)
    return upload.reason === "TOO_LARGE"
      ? refused("Tệp lớn hơn 20 MB nên không nhận.", 413)
      : refused("Không đọc được tệp gửi lên, có thể do đường truyền bị ngắt. Hãy gửi lại.", 400)
  const { file, fields } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp .docx rồi gửi lại.", 400)
  const kind = Kind.parse(fields["kind"])
  const outcome = await attempt(() =>
    compareWord(context.runtime, { editionId: params.editionId ?? "", actor, kind, bytes: file.bytes }),
  )
  if (!outcome.ok) return refused(outcome.message, outcome.status)
  return data({ error: "", name: file.name, differences: outcome.value, kind })
}

export default function CompareText() {
  const { campaign, current, earlier, differences } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const drafts = Array.from({ length: current - 1 }, (_, index) => index + 1)
  return (
    <Stack gap="xl" maw={900}>
      <PageHeader
        back={{ to: paths.issuing(campaign.id), label: campaign.name }}
        title="So sánh văn bản"
        lead="Từng dòng khác nhau giữa hai bản dự thảo quyết định, hoặc giữa bản Word đã sửa và văn bản trong hệ thống."
      />
      <section aria-labelledby="du-thao">
        <Title order={2} size="h3" id="du-thao" mb="xs">
          {earlier === null ? "Các bản dự thảo" : `Bản dự thảo ${current} so với bản ${earlier}`}
        </Title>
        {earlier === null ? (
          <Text>Danh mục mới có một bản dự thảo, chưa có bản trước để so.</Text>
        ) : (
          <TextDifferences differences={differences} same="Hai bản dự thảo nói như nhau." />
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
      <WordUpload error={answer?.error ?? ""} />
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

function WordUpload({ error }: { error: string }) {
  const isSending = useNavigation().formMethod === "POST"
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) box.current?.focus()
  }, [error])
  return (
    <Form method="post" encType="multipart/form-data" aria-label="So bản Word đã sửa">
      <Stack gap="sm">
        <Title order={2} size="h3">
          So bản Word đã sửa
        </Title>
        {error ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors} id="loi-word">
            {error}
          </div>
        ) : null}
        <NativeSelect
          name="kind"
          label="Văn bản"
          maw={320}
          data={[
            { value: "DECISION", label: "Quyết định" },
            { value: "SUBMISSION", label: "Tờ trình" },
          ]}
        />
        <div>
          <label htmlFor="tep-word" className={verify.label}>
            Tệp .docx
          </label>
          <input
            id="tep-word"
            type="file"
            name="file"
            accept=".docx"
            aria-describedby={error ? "loi-word" : undefined}
            className={verify.file}
          />
        </div>
        <Button type="submit" w="fit-content" loading={isSending}>
          So sánh
        </Button>
      </Stack>
    </Form>
  )
}
