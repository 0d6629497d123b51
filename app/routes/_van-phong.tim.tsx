import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Form, Link, type MetaArgs, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatNumber } from "#models/shared/numbers.ts"
import { slugOf } from "#models/shared/text.ts"
import { findInOffice } from "#workflows/screens/office-search.server.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { hitGroups } from "../components/search/hit-groups.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { listQuery, textUpTo } from "../http/list-query.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => pageTitle(data?.q ? `Tìm «${data.q}»` : "Tìm")

const Query = z.object({ q: textUpTo(200) })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { q } = listQuery(request, Query)
  const hits = await read(() => findInOffice(context.runtime, { actor, text: q }))
  const roles = actor.assignments.map(({ role }) => role)
  return { q: q.trim(), groups: hitGroups(hits, roles, q) }
}

export default function SearchScreen() {
  const { q, groups } = useLoaderData<typeof loader>()
  const total = groups.reduce((sum, { hits }) => sum + hits.length, 0)
  return (
    <Stack gap="lg" maw={800}>
      <PageHeader
        title="Tìm trong hệ thống"
        lead="Thủ tục, đăng ký, đợt rà soát, người và màn hình bạn được xem."
      />
      <Form method="get" role="search" key={q}>
        <Group align="flex-end" gap="sm">
          <TextInput
            name="q"
            label="Tìm"
            defaultValue={q}
            maxLength={200}
            placeholder="Tên thủ tục, mã, đơn vị, người; gõ không dấu cũng được"
            flex="1 1 16rem"
          />
          <Button type="submit">Tìm</Button>
        </Group>
      </Form>
      {q.length > 1 ? (
        <Text role="status">
          «{q}»: {formatNumber(total)} kết quả
        </Text>
      ) : null}
      {total === 0 ? (
        <EmptyState title={q.length > 1 ? "Không thấy gì" : "Gõ ít nhất hai chữ"}>
          Thử ít chữ hơn, hoặc gõ mã thủ tục, ví dụ 1.001193. Tên gõ không dấu, gõ nhầm một chữ vẫn tìm được.
        </EmptyState>
      ) : null}
      {groups.map(({ label, hits }) => (
        <section key={label} aria-labelledby={`nhom-${slugOf(label)}`}>
          <Title order={2} size="h3" id={`nhom-${slugOf(label)}`} mb={4}>
            {label} ({formatNumber(hits.length)})
          </Title>
          <Stack component="ul" gap={8} m={0} p={0} style={{ listStyle: "none" }}>
            {hits.map(({ id, name, note, to }) => (
              <li key={id}>
                {to ? <Link to={to}>{name}</Link> : <Text span>{name}</Text>}
                {note ? (
                  <Text size="sm" c="dimmed">
                    {note}
                  </Text>
                ) : null}
              </li>
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  )
}
