import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { TEXT_PURPOSE_LABELS } from "#models/reference/edition-slots.ts"
import { getTemplatePage } from "#workflows/screens/template-page.server.ts"
import { previewTemplate, reviseTemplate } from "#workflows/templates/revise-template.server.ts"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { DataTable } from "../../components/data-table.tsx"
import notices from "../../components/notices.module.css"
import { PageHeader } from "../../components/page-header.tsx"
import { Day } from "../../components/values.tsx"
import { itemTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { redirectDone } from "../../http/redirect-done.server.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { REVISE_FORM, ReviseForm } from "./revise-form.tsx"
import classes from "./template.module.css"
import { TemplateFields } from "./template-form.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Mẫu văn bản", data?.template.name)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getTemplatePage(context.runtime, { templateId: params.templateId ?? "", actor }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const templateId = params.templateId ?? ""
  const sent = await parseForm(request, TemplateFields)
  const nothing = { tried: null, conflict: null }
  if (!sent.ok) return data({ ...nothing, errors: sent.errors, values: sent.values }, { status: sent.status })
  const { intent, version, ...form } = sent.value
  const values: Record<string, unknown> = { version, ...form }
  if (intent === "preview") {
    const outcome = await attempt(() => previewTemplate(context.runtime, { templateId, form, actor }))
    return outcome.ok
      ? data({ ...nothing, tried: outcome.value, errors: {}, values })
      : data({ ...nothing, errors: outcome.errors, values }, { status: outcome.status })
  }
  const outcome = await attempt(() => reviseTemplate(context.runtime, { templateId, form, actor, version }))
  return outcome.ok
    ? await redirectDone(actor, paths.template(templateId))
    : data(
        { ...nothing, conflict: outcome.conflict, errors: outcome.errors, values },
        { status: outcome.status },
      )
}

export default function TemplateScreen() {
  const { template, versions, today, slots, mayRevise, lines } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const tried = answer?.tried
  const shown = tried?.lines ?? lines
  return (
    <Stack gap="xl" maw={900}>
      <PageHeader
        back={{ to: paths.templates(), label: "Mẫu văn bản" }}
        title={template.name}
        lead={TEXT_PURPOSE_LABELS[template.purpose]}
      />
      <DataTable
        caption="Các phiên bản"
        showCaption
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: "version", header: "Phiên bản", isRowHeader: true, cell: ({ version }) => version },
          { key: "from", header: "Từ ngày", cell: ({ validFrom }) => <Day day={validFrom} /> },
          { key: "to", header: "Đến ngày", cell: ({ validTo }) => <Day day={validTo} /> },
        ]}
      />
      <section aria-labelledby="ban-mau">
        <Title order={2} size="h3" id="ban-mau" mb="xs">
          {tried ? "Xem thử lời văn đang sửa" : "Lời văn với số liệu mẫu"}
        </Title>
        {tried ? <TriedFaults faults={tried.faults} /> : null}
        {shown.length === 0 ? (
          <Text>Chưa có danh mục nào được chốt để lấy số liệu mẫu.</Text>
        ) : (
          <div className={classes.sample}>
            {shown.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines stand in a fixed order and may repeat
              <p key={index}>{line}</p>
            ))}
          </div>
        )}
      </section>
      {mayRevise ? (
        <section aria-labelledby="sua-mau">
          <Title order={2} size="h3" id="sua-mau" mb="xs">
            Soạn phiên bản mới
          </Title>
          {answer?.conflict ? (
            <ConflictNotice
              conflict={answer.conflict}
              message={answer.errors[""]?.join(" ") ?? ""}
              form={{
                id: REVISE_FORM,
                button: { label: "Ban hành bản đã chọn", name: "intent", value: "save" },
              }}
              reloadTo={paths.template(template.id)}
            />
          ) : null}
          <details open={answer !== undefined}>
            <summary>Sửa lời văn</summary>
            <Stack gap="md">
              <Slots slots={slots} />
              <ReviseForm
                template={template}
                today={today}
                errors={answer?.conflict ? undefined : answer?.errors}
                values={answer && { ...answer.values, ...answer.conflict?.made?.against }}
              />
            </Stack>
          </details>
        </section>
      ) : null}
    </Stack>
  )
}

/** What the tried text breaks; that it breaks nothing is said too. */
function TriedFaults({ faults }: { faults: string[] }) {
  return faults.length === 0 ? (
    <Text role="status" mb="xs">
      Văn bản lập theo lời văn này đúng thể thức.
    </Text>
  ) : (
    <div role="alert" className={notices.errors}>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  )
}

/** What may be written between braces. */
function Slots({ slots }: { slots: { name: string; label: string; sample: string }[] }) {
  return (
    <>
      <Text size="sm" my="xs">
        Chỗ điền viết giữa hai cặp ngoặc nhọn; hệ thống điền từ danh mục hoặc người soạn điền.
      </Text>
      <DataTable
        caption="Chỗ điền"
        rows={slots}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", header: "Viết", isRowHeader: true, cell: ({ name }) => `{{${name}}}` },
          { key: "label", header: "Là", cell: ({ label }) => label },
          { key: "sample", header: "Ví dụ", cell: ({ sample }) => sample },
        ]}
      />
    </>
  )
}
