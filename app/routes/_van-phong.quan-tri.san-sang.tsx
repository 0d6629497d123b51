import { Button, Group, List, Stack, Text, Title } from "@mantine/core"
import { data, type LoaderFunctionArgs } from "@remix-run/node"
import { Form, Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { typedDayOrNothing } from "#models/shared/typed-day.ts"
import { getReadinessPage } from "#workflows/screens/readiness-page.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { DayInput } from "../forms/day-input.tsx"
import { read } from "../http/attempt.ts"
import { parseQuery } from "../http/parse-form.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Sẵn sàng ban hành")

const Query = z.object({ ngay: typedDayOrNothing.optional() })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = parseQuery(request, Query)
  if (!query.ok)
    throw data(
      { code: "INVALID_INPUT", message: "Ngày không có thật. Ghi lại ngày ban hành, ví dụ 05/03/2023." },
      { status: 400 },
    )
  return await read(() => getReadinessPage(context.runtime, { actor, on: query.value.ngay || undefined }))
}

export default function ReadinessScreen() {
  const { date, count, groups } = useLoaderData<typeof loader>()
  return (
    <Stack gap="lg">
      <PageHeader
        title="Sẵn sàng ban hành"
        lead="Những điều còn thiếu trước khi văn phòng ban hành được quyết định vào một ngày, và nơi bổ sung."
      />
      <Form method="get">
        <Group align="flex-end" gap="sm">
          <DayInput name="ngay" label="Ngày ban hành" day={date} key={date} />
          <Button type="submit" variant="default">
            Xem
          </Button>
        </Group>
      </Form>
      {count === 0 ? (
        <Notice tone="good" title={`Ngày ${formatDay(date)}: không còn thiếu gì.`}>
          Văn phòng ban hành được quyết định.
        </Notice>
      ) : (
        <Notice title={`Ngày ${formatDay(date)}: còn thiếu ${formatNumber(count)} điều.`} />
      )}
      {groups.map(({ kind, label, mend, what }) => (
        <section key={kind} aria-labelledby={`thieu-${kind}`}>
          <Title order={2} size="h3" id={`thieu-${kind}`} mb={4}>
            {label} ({formatNumber(what.length)})
          </Title>
          <List withPadding mb="xs">
            {what.map((one) => (
              <List.Item key={one}>{one}</List.Item>
            ))}
          </List>
          <Text size="sm">
            Bổ sung ở: {mend.path ? <Link to={mend.path}>{mend.name}</Link> : <code>{mend.name}</code>}
            {mend.path ? null : " (cấu hình máy chủ)"}
          </Text>
        </section>
      ))}
    </Stack>
  )
}
