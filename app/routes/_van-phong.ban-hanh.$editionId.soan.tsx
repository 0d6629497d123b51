import { Button, NumberInput, Stack, Text, Textarea, TextInput, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Form, Link, useLoaderData } from "@remix-run/react"
import type { TemplateSlot } from "#models/reference/document-template.ts"
import { draftDocument, getDraftForm } from "#workflows/campaign/draft-document.server.ts"
import { layoutLines } from "#workflows/official-document/layout-lines.ts"
import { EmptyState } from "../components/empty-state.tsx"
import notices from "../components/notices.module.css"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { draftQuery } from "../http/draft-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Soạn văn bản theo mẫu")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const editionId = params.editionId ?? ""
  const { templateId, values, isSent } = draftQuery(request)
  const form = await read(() => getDraftForm(context.runtime, { editionId, actor, templateId }))
  if (!templateId || !isSent) return { ...form, values: form.chosen?.known ?? {}, lines: null, error: "" }
  const outcome = await attempt(() =>
    draftDocument(context.runtime, { editionId, actor, templateId, values }),
  )
  return {
    ...form,
    values,
    lines: outcome.ok ? layoutLines(outcome.value) : null,
    error: outcome.ok ? "" : outcome.message,
  }
}

export default function DraftDocument() {
  const { campaign, templates, chosen, values, lines, error } = useLoaderData<typeof loader>()
  return (
    <Stack gap="lg" maw={800}>
      <PageHeader
        back={{ to: paths.issuing(campaign.id), label: campaign.name }}
        title={chosen ? chosen.template.name : "Soạn văn bản theo mẫu"}
        lead="Hệ thống dàn trang theo thể thức, để trống số và ngày; tải về rồi trình, ký, cấp số trên hệ thống văn bản."
      />
      <Templates campaignId={campaign.id} templates={templates} current={chosen?.template.id} />
      {chosen ? (
        <Form method="get" aria-label={chosen.template.name}>
          <Stack gap="sm">
            {error ? (
              <div role="alert" className={notices.errors}>
                {error}
              </div>
            ) : null}
            <input type="hidden" name="mau" value={chosen.template.id} />
            <input type="hidden" name="xem" value="1" />
            {chosen.template.slots.map((slot) => (
              <SlotField
                key={`${chosen.template.id}:${slot.name}`}
                slot={slot}
                value={values[slot.name] ?? ""}
              />
            ))}
            <Button type="submit" w="fit-content">
              Xem văn bản
            </Button>
          </Stack>
        </Form>
      ) : null}
      {chosen && lines ? (
        <section aria-labelledby="van-ban-soan">
          <Title order={2} size="h3" id="van-ban-soan" mb="xs">
            Văn bản
          </Title>
          <Text mb="xs">
            Tải về: <a href={paths.draftFile(campaign.id, "pdf", chosen.template.id, values)}>PDF</a>,{" "}
            <a href={paths.draftFile(campaign.id, "docx", chosen.template.id, values)}>Word</a>
          </Text>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines stand in a fixed order and may repeat
            <p key={index}>{line}</p>
          ))}
        </section>
      ) : null}
    </Stack>
  )
}

type TemplatesProps = {
  campaignId: string
  templates: { id: string; name: string }[]
  current: string | undefined
}

function Templates({ campaignId, templates, current }: TemplatesProps) {
  if (templates.length === 0)
    return <EmptyState title="Chưa có mẫu văn bản nào">Mẫu có hiệu lực trong ngày sẽ hiện ở đây.</EmptyState>
  return (
    <nav aria-label="Mẫu văn bản">
      <ul>
        {templates.map(({ id, name }) => (
          <li key={id}>
            <Link to={paths.draft(campaignId, id)} aria-current={id === current ? "page" : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** One place of the text, by what it takes; the sample says what is meant. */
function SlotField({ slot, value }: { slot: TemplateSlot; value: string }) {
  const { name, label, type, sample } = slot
  const common = { name, label, defaultValue: value, required: true }
  if (type === "DAY") return <TextInput {...common} type="date" maw={240} />
  if (type === "COUNT") return <NumberInput {...common} min={0} allowDecimal={false} hideControls maw={240} />
  const described = { ...common, description: `Ví dụ: ${sample}`, maxLength: 2000 }
  return type === "PARAGRAPHS" ? (
    <Textarea {...described} autosize minRows={2} maxRows={8} />
  ) : (
    <TextInput {...described} />
  )
}
