import { Button, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Form, Link, useLoaderData } from "@remix-run/react"
import type { TemplateSlot } from "#models/reference/template-slot.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import { draftDocument, getDraftForm } from "#workflows/screens/draft-document.server.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { FormFindings } from "../components/issuing/form-findings.tsx"
import notices from "../components/notices.module.css"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { DayInput } from "../forms/day-input.tsx"
import { fieldId } from "../forms/field-id.ts"
import { attempt, read } from "../http/attempt.ts"
import { draftQuery } from "../http/draft-query.ts"
import type { FieldErrors } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Soạn văn bản theo mẫu")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const editionId = params.editionId ?? ""
  const { templateId, signatoryId, values, isSent } = draftQuery(request)
  const form = await read(() => getDraftForm(context.runtime, { editionId, actor, templateId }))
  if (!templateId || !isSent)
    return { ...form, signatoryId, values: form.chosen?.known ?? {}, drafted: null, errors: NO_ERRORS }
  const outcome = await attempt(() =>
    draftDocument(context.runtime, { editionId, actor, templateId, signatoryId, values }),
  )
  return {
    ...form,
    signatoryId,
    values,
    drafted: outcome.ok ? { lines: layoutLines(outcome.value.layout), form: outcome.value.form } : null,
    errors: outcome.ok ? NO_ERRORS : outcome.errors,
  }
}
const NO_ERRORS: FieldErrors = {}

export default function DraftDocument() {
  const { campaign, templates, chosen, signatoryId, values, drafted, errors } = useLoaderData<typeof loader>()
  const file = (format: "pdf" | "docx") =>
    paths.draftFile(campaign.id, format, chosen?.template.id ?? "", {
      ...values,
      ...(signatoryId ? { ky: signatoryId } : {}),
    })
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
            <WrongSlots errors={errors} />
            <input type="hidden" name="mau" value={chosen.template.id} />
            <input type="hidden" name="xem" value="1" />
            {chosen.template.slots.map((slot) => (
              <SlotField
                key={`${chosen.template.id}:${slot.name}`}
                slot={slot}
                value={values[slot.name] ?? ""}
                error={errors[slot.name]?.join(" ")}
              />
            ))}
            <NativeSelect
              id={fieldId("ky")}
              name="ky"
              label="Người ký"
              maw={420}
              defaultValue={signatoryId}
              error={errors["ky"]?.join(" ")}
              data={chosen.signatories.map(({ personId, fullName, position }) => ({
                value: personId,
                label: `${positionInText(position)} ${fullName}`,
              }))}
            />
            <Button type="submit" w="fit-content">
              Xem văn bản
            </Button>
          </Stack>
        </Form>
      ) : null}
      {drafted ? <FormFindings title="Kiểm tra thể thức" report={drafted.form} /> : null}
      {chosen && drafted ? (
        <section aria-labelledby="van-ban-soan">
          <Title order={2} size="h3" id="van-ban-soan" mb="xs">
            Văn bản
          </Title>
          <Text mb="xs">
            Tải về:{" "}
            {drafted.form.ok ? (
              <>
                <a href={file("pdf")}>PDF</a>,{" "}
              </>
            ) : null}
            <a href={file("docx")}>Word</a>
          </Text>
          {drafted.lines.map((line, index) => (
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

/** What is wrong in one list whose lines lead to the slots. */
function WrongSlots({ errors }: { errors: FieldErrors }) {
  const { "": whole = [], ...slots } = errors
  const lines = Object.entries(slots).flatMap(([name, messages]) =>
    messages.map((message) => ({ name, message })),
  )
  if (lines.length === 0 && whole.length === 0) return null
  return (
    <div role="alert" className={notices.errors}>
      {lines.length === 0 ? (
        whole.join(" ")
      ) : (
        <>
          <Text fw={600}>Có {lines.length} ô cần sửa</Text>
          <ul>
            {lines.map(({ name, message }) => (
              <li key={name}>
                <a href={`#${fieldId(name)}`}>{message}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** One place of the text, by what it takes; the sample says what is meant. */
function SlotField({ slot, value, error }: { slot: TemplateSlot; value: string; error: string | undefined }) {
  const { name, label, type, sample } = slot
  const common = { id: fieldId(name), name, label, defaultValue: value, required: true, error }
  if (type === "DAY") return <DayInput {...common} day={value} maw={240} />
  if (type === "COUNT") return <NumberInput {...common} min={0} allowDecimal={false} hideControls maw={240} />
  const described = { ...common, description: `Ví dụ: ${sample}`, maxLength: 2000 }
  return type === "PARAGRAPHS" ? (
    <Textarea {...described} autosize minRows={2} maxRows={8} />
  ) : (
    <TextInput {...described} />
  )
}
