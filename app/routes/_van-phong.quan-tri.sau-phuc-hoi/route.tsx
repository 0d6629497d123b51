import { Button, List, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, useActionData, useLoaderData } from "@remix-run/react"
import { formatInstant } from "#models/shared/dates.ts"
import { finishRecovery } from "#workflows/recovery/finish-recovery.server.ts"
import { readPortalsBack } from "#workflows/recovery/read-portals-back.server.ts"
import { settleForeignRecord } from "#workflows/recovery/settle-record.server.ts"
import { settleSeries } from "#workflows/recovery/settle-series.server.ts"
import { askWaiver, confirmWaiver } from "#workflows/recovery/waive-portal.server.ts"
import { getRecoveryPage } from "#workflows/screens/recovery-page.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { ForeignRecords } from "./foreign-records.tsx"
import { NumberSeries } from "./number-series.tsx"
import { RecoveryForm } from "./recovery-forms.ts"

export const meta = () => pageTitle("Sau phục hồi")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return { page: await read(() => getRecoveryPage(context.runtime, { actor })) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, RecoveryForm)
  if (!form.ok) return data({ error: Object.values(form.errors).flat().join(" ") }, { status: form.status })
  const { value } = form
  const d = context.runtime
  const outcome = await attempt(async () => {
    switch (value.intent) {
      case "series":
        return settleSeries(d, { ...value, actor })
      case "read":
        return readPortalsBack(d, { actor })
      case "record":
        return settleForeignRecord(d, { ...value, actor })
      case "waive":
        return askWaiver(d, { ...value, actor })
      case "confirmWaiver":
        return confirmWaiver(d, { ...value, actor })
      case "finish":
        return finishRecovery(d, { actor })
    }
  })
  return outcome.ok
    ? redirect(paths.recovery())
    : data({ error: outcome.message }, { status: outcome.status })
}

export default function AfterRestore() {
  const { page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (!page)
    return (
      <>
        <PageHeader title="Sau phục hồi" />
        <EmptyState title="Không có gì phải đối chiếu">
          Trang này chỉ có việc sau khi phục hồi dữ liệu từ bản sao lưu. Mọi lần phục hồi trước đều đã đối
          chiếu xong; xem lại ở nhật ký.
        </EmptyState>
      </>
    )
  return (
    <Stack gap="xl">
      <PageHeader
        title="Sau phục hồi"
        lead={`Phục hồi lúc ${formatInstant(new Date(page.restoredAt))} từ tệp «${page.backupFile}», sao lưu lúc ${formatInstant(new Date(page.backupMadeAt))}. Những việc làm giữa hai lúc đó hệ thống không còn biết; hãy đối chiếu với sổ giấy và với các cổng.`}
      />
      {answer?.error ? (
        <div role="alert">
          <Notice tone="bad" title="Chưa thực hiện được.">
            {answer.error}
          </Notice>
        </div>
      ) : null}
      <NumberSeries series={page.series} />
      <ForeignRecords page={page} />
      <section aria-labelledby="hoan-thanh">
        <Title order={2} id="hoan-thanh" mb="xs">
          3. Hoàn thành
        </Title>
        {page.open.length > 0 ? (
          <>
            <Text>Còn phải đối chiếu:</Text>
            <List withPadding>
              {page.open.map((point) => (
                <List.Item key={point}>{point}</List.Item>
              ))}
            </List>
          </>
        ) : (
          <Form method="post">
            <Stack gap="sm">
              <Text>
                Đã đối chiếu đủ. Sau bước này văn phòng lại trình ký, cấp số, phát hành và gửi cổng được.
              </Text>
              <Button type="submit" name="intent" value="finish" w="fit-content">
                Hoàn thành đối chiếu
              </Button>
            </Stack>
          </Form>
        )}
      </section>
    </Stack>
  )
}
